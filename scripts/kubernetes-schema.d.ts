/** The description that jsii keeps in the folder of a package. */
export function readAssembly(folder: string): object;
/** The schemas of the types that an assembly describes, by their names in cdk8s. */
export function definitionsOf(assembly: object): Readonly<Record<string, object>>;
/** The text of imports/kubernetes-1.28.json. */
export function kubernetesSchema(): string;
