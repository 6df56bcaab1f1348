/** The member of a generated enum that stands for a text. One that stands for none is left to the check of the schema. */
export function member<E extends string>(members: Readonly<Record<string, E>>, text: string): E {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is not in the enum is not in the schema either
  return Object.values(members).find((each) => each === text) ?? (text as E);
}
