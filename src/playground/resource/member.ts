/** The member of a generated enum that stands for a text of the schema. */
export function member<E extends string>(members: Readonly<Record<string, E>>, text: string): E {
  const found = Object.values(members).find((each) => each === text);
  if (found === undefined) throw new Error(`the schema has no value "${text}"`);
  return found;
}
