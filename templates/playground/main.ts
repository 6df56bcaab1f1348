import { join } from 'node:path';
import { App } from 'cdk8s';
import { BuilderPlaygroundChart, deliver } from 'cdk8s-op-stack';

/** The output folder of `builder-playground start … --dry-run` as one pod, with a Service for each of its services. */
export function playground(app: App): BuilderPlaygroundChart {
  return new BuilderPlaygroundChart(app, 'playground', {
    namespace: 'playground',
    // The folder here shows the shape; README.md says how to write one of a chain that runs.
    output: join(__dirname, 'playground-out'),
    // What differs from the recipe, by the name of the service:
    // services: { el: { image: 'ghcr.io/paradigmxyz/reth:v1.9.4', expose: { type: 'NodePort', ports: ['http'] } } },
  });
}

// Not when a test imports this file.
if (require.main === module) {
  const app = new App();
  playground(app);
  // As app.synth(), and ready for Helm, Kustomize, Argo CD and Flux: see the library's GitOps guide.
  deliver(app);
}
