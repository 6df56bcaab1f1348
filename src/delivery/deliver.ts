import type { App } from 'cdk8s';
import { checkOptions } from './check-options';
import type { DeliveryOptions } from './delivery-options';
import { synthesized, write } from './file';
import { helmFiles, isHelmTemplates } from './helm';
import { kustomizeFiles, stagedFiles } from './kustomization';
import { mark } from './mark';

/**
 * Synthesizes an app, in place of `app.synth()`, for how its manifests reach the cluster. It works on every chart, those
 * of cdk8s itself and their plain objects included, and is called once everything is made.
 *
 * Without options it writes what `app.synth()` would. Into a Helm chart, which is where `cdk8s synth --format helm` lets
 * the app write, it writes templates that Helm turns into just these manifests: every `{{` is escaped, and
 * CustomResourceDefinitions go to the chart's `crds`.
 *
 * @example
 * const app = new App();
 * new OpStackChart(app, 'acme', props);
 * deliver(app, { argo: true, kustomization: true, labels: { team: 'rollups' } });
 * @throws OpStackError when a label or an annotation is none that Kubernetes takes, or an option is none there is
 */
export function deliver(app: App, options: DeliveryOptions = {}): void {
  checkOptions(app, options);
  mark(app, options);
  const isManifest = (path: string): boolean => path.endsWith(app.outputFileExtension);
  if (isHelmTemplates(app.outdir)) {
    write(app.outdir, helmFiles(synthesized(app), isManifest));
  } else if (options.kustomization) {
    const files = synthesized(app);
    write(app.outdir, options.kustomization === 'stages' ? stagedFiles(files, isManifest) : kustomizeFiles(files, isManifest));
  } else {
    app.synth();
  }
}
