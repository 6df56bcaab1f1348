/** How manifests reach a cluster. */
export interface DeliveryOptions {
  /**
   * Labels of every object of every chart. An object's own labels win, and neither selectors nor claim templates get
   * them: both are immutable.
   *
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of every object of every chart; an object's own win. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Put `labels` and `annotations` on the pods of Deployments, StatefulSets, DaemonSets and CronJobs too, as the option of
   * this name does in a `kustomization.yaml`. Changing them then restarts the pods.
   *
   * @default false
   */
  readonly includeTemplates?: boolean;
  /**
   * Annotate for Argo CD: `argocd.argoproj.io/sync-wave` in the order of the stages (definitions, prerequisites,
   * sequencers, everything else), and `argocd.argoproj.io/sync-options` with `Prune=false,Delete=false` on what holds
   * data and `ServerSideApply=true` on what is too large for a client-side apply. An object's own annotations win.
   *
   * @default false
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
   */
  readonly argo?: boolean;
  /**
   * Annotate for Flux: `kustomize.toolkit.fluxcd.io/prune: disabled` on what holds data, and
   * `kustomize.toolkit.fluxcd.io/substitute: disabled` on what has a `$` that Flux would take for a variable of its own.
   * An object's own annotations win.
   *
   * @default false
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
   */
  readonly flux?: boolean;
  /**
   * Write a `kustomization.yaml` beside the manifests that names them all. `stages` puts the objects of each stage into a
   * folder of its own (`definitions`, `prerequisites`, `sequencers`, `workloads`), each with its `kustomization.yaml`,
   * and makes the one beside them name the folders. Not written into a Helm chart.
   *
   * @default false
   * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
   */
  readonly kustomization?: boolean | 'stages';
}
