import type { k8s } from './k8s';

/** A pod spec of which every field, at every depth, is optional. */
export type PodOverrides = DeepPartial<k8s.PodSpec>;

type DeepPartial<T> = T extends k8s.Quantity | k8s.IntOrString
  ? T
  : T extends readonly (infer E)[]
    ? readonly DeepPartial<E>[]
    : T extends object
      ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
      : T;
