interface Model {
  readonly title: string;
  readonly panels: readonly { readonly type: string; readonly title: string }[];
}
export function render(model: Model): string;
export function overviewOf(manifests: readonly object[]): Model;
