import { App } from 'cdk8s';
import { BuilderPlaygroundChart, deliver } from 'cdk8s-op-stack';

/** An L1 with the relay that builders send their blocks to. */
export function l1(app: App): BuilderPlaygroundChart {
  return new BuilderPlaygroundChart(app, 'playground-l1', {
    namespace: 'playground-l1',
    output: 'examples/playground/l1',
  });
}

/** An L1 with a rollup on it, whose data outlives the pod and whose RPC is on a port of the node. */
export function opstack(app: App): BuilderPlaygroundChart {
  return new BuilderPlaygroundChart(app, 'playground-opstack', {
    namespace: 'playground-opstack',
    output: 'examples/playground/opstack',
    storage: 'pvc',
    services: {
      'op-geth': {
        resources: { requests: { cpu: '250m', memory: '512Mi' } },
        expose: { type: 'NodePort', ports: ['http'], nodePorts: { http: 30545 } },
      },
    },
  });
}

if (require.main === module) {
  const app = new App();
  l1(app);
  opstack(app);
  deliver(app);
}
