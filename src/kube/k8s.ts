/**
 * The plain Kubernetes types. They are those that `cdk8s-plus-28` exports as `k8s`; its index would load all of its
 * constructs beside them, which costs a synth a tenth of its time.
 */
export * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
