import type { Case } from './cases';
import { all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const SPEC = 'spec.template.spec';
const PREPARE = `${SPEC}.initContainers[0]`;
const EXECUTION = `${SPEC}.initContainers[1]`;
const CONSENSUS = `${SPEC}.containers[0]`;

const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** Containers, their ports, probes and environment. */
export const containerCases: readonly Case[] = [
  {
    rule: 'container-name',
    broken: set(NODE, `${CONSENSUS}.name`, 'op_node'),
    says: /containers\[0\]\.name: "op_node" is not a DNS-1123 label; use/,
    fine: set(NODE, `${CONSENSUS}.name`, 'op-node'),
  },
  {
    rule: 'container-name',
    broken: remove(NODE, `${CONSENSUS}.name`),
    says: /containers\[0\]\.name: the container has no name; give it one/,
    fine: set(NODE, `${CONSENSUS}.name`, '0'),
  },
  {
    rule: 'container-name-twice',
    broken: set(NODE, `${CONSENSUS}.name`, 'execution'),
    says: /containers\[0\]\.name: another container of the pod is called "execution" as well; rename one/,
    fine: set(NODE, `${CONSENSUS}.name`, 'batcher'),
  },
  {
    rule: 'no-container',
    broken: set('Job/once', `${SPEC}.containers`, []),
    says: /containers: the pod has no container; give it at least one/,
    fine: set('Job/once', `${SPEC}.containers[+]`, { name: 'second', image: 'example.com/x', securityContext: SECURE }),
  },
  {
    rule: 'container-image',
    broken: remove(NODE, `${CONSENSUS}.image`),
    says: /containers\[0\]\.image: the container has no image; name one/,
    fine: set(NODE, `${CONSENSUS}.image`, 'busybox'),
  },
  {
    rule: 'container-image',
    broken: set(NODE, `${CONSENSUS}.image`, 'busybox '),
    says: /the image "busybox " contains white space; remove it/,
    fine: set(NODE, `${CONSENSUS}.image`, `busybox@sha256:${'0'.repeat(64)}`),
  },
  {
    rule: 'container-restart-policy',
    broken: set(NODE, `${CONSENSUS}.restartPolicy`, 'Always'),
    says: /containers\[0\]\.restartPolicy: only init containers have a restart policy of their own; remove the field/,
    fine: set(NODE, `${PREPARE}.restartPolicy`, 'Always'),
  },
  {
    rule: 'container-restart-policy',
    broken: set(NODE, `${PREPARE}.restartPolicy`, 'Never'),
    says: /an init container may only say Always; say that to make it a sidecar/,
    fine: set(NODE, `${SPEC}.restartPolicy`, 'Always'),
  },
  {
    rule: 'init-container-probe',
    broken: set(NODE, `${PREPARE}.startupProbe`, { exec: { command: ['true'] } }),
    says: /startupProbe: the init container prepare runs to its end and has no probes; remove this, or make it a sidecar/,
    fine: set(NODE, `${EXECUTION}.livenessProbe`, { exec: { command: ['true'] } }),
  },
  {
    rule: 'init-container-probe',
    broken: set(NODE, `${PREPARE}.lifecycle`, { preStop: { exec: { command: ['true'] } } }),
    says: /lifecycle\.preStop: .* has no lifecycle hooks/,
    fine: set(NODE, `${CONSENSUS}.lifecycle`, { preStop: { exec: { command: ['true'] } } }),
  },
  {
    rule: 'ephemeral-container',
    broken: set(NODE, `${SPEC}.ephemeralContainers`, [{ name: 'debug', image: 'busybox', securityContext: SECURE }]),
    says: /ephemeralContainers\[0\]: ephemeral containers are added to running pods only; remove it/,
    fine: set(NODE, `${SPEC}.ephemeralContainers`, []),
  },
  {
    rule: 'allowed-value',
    broken: set(NODE, `${CONSENSUS}.imagePullPolicy`, 'ifNotPresent'),
    says: /"ifNotPresent" is not allowed; use "IfNotPresent"/,
    fine: set(NODE, `${CONSENSUS}.imagePullPolicy`, 'IfNotPresent'),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${CONSENSUS}.ports[0].containerPort`, 0),
    says: /containerPort: 0 is out of range; use 1 to 65535/,
    fine: set(NODE, `${CONSENSUS}.ports[0].containerPort`, 1),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${CONSENSUS}.livenessProbe.successThreshold`, 2),
    says: /successThreshold: 2 is out of range; use 1 /,
    fine: set(NODE, `${CONSENSUS}.livenessProbe.successThreshold`, 1),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${CONSENSUS}.readinessProbe.httpGet.port`, 70000),
    says: /readinessProbe\.httpGet\.port: 70000 is out of range/,
    fine: set(NODE, `${CONSENSUS}.readinessProbe.httpGet.port`, 7000),
  },
  {
    rule: 'one-of',
    broken: set(NODE, `${CONSENSUS}.readinessProbe.tcpSocket`, { port: 9545 }),
    says: /readinessProbe: httpGet and tcpSocket exclude each other; keep one of them/,
    fine: set(NODE, `${CONSENSUS}.readinessProbe`, { tcpSocket: { port: 9545 } }),
  },
  {
    rule: 'one-of',
    broken: set(NODE, `${EXECUTION}.startupProbe`, { periodSeconds: 5 }),
    says: /startupProbe: there is none of exec, httpGet, tcpSocket, grpc/,
    fine: set(NODE, `${EXECUTION}.startupProbe`, { exec: { command: ['true'] } }),
  },
  {
    rule: 'one-of',
    broken: set(BATCHER, `${CONSENSUS}.env[0].value`, 'x'),
    says: /env\[0\]: value and valueFrom exclude each other/,
    fine: set(BATCHER, `${CONSENSUS}.env[0]`, { name: 'L1_RPC_URL', value: 'x' }),
  },
  {
    rule: 'port-name',
    broken: set(NODE, `${CONSENSUS}.ports[0].name`, 'consensus-metrics'),
    says: /"consensus-metrics" has 17 characters, more than the 15 of a port name; shorten it/,
    fine: all(set(NODE, `${EXECUTION}.ports[1].name`, 'execute-metrics'), remove(NODE, `${EXECUTION}.lifecycle`)),
  },
  {
    rule: 'port-name',
    broken: set(NODE, `${CONSENSUS}.ports[1].name`, '9222'),
    says: /"9222" is not a port name; use lower case letters \(at least one\)/,
    fine: set(NODE, `${CONSENSUS}.ports[1].name`, 'p-9222'),
  },
  {
    rule: 'port-name',
    broken: set(NODE, `${CONSENSUS}.ports[1].name`, 'p2p--udp'),
    says: /"p2p--udp" is not a port name/,
    fine: remove(NODE, `${CONSENSUS}.ports[1].name`),
  },
  {
    rule: 'port-name-twice',
    broken: set(NODE, `${CONSENSUS}.ports[1].name`, 'metrics'),
    says: /ports\[1\]\.name: another port of the pod is called "metrics" as well; rename one/,
    fine: set(NODE, `${PREPARE}.ports`, [{ name: 'metrics', containerPort: 9001 }]),
  },
  {
    rule: 'port-twice',
    broken: set(NODE, `${CONSENSUS}.ports[2].containerPort`, 8545),
    says: /ports\[2\]\.containerPort: TCP port 8545 is already taken by container execution of this pod; use another port/,
    fine: set(NODE, `${CONSENSUS}.ports[1].containerPort`, 8545),
  },
  {
    rule: 'host-port',
    broken: all(set(NODE, `${SPEC}.hostNetwork`, true), set(NODE, `${CONSENSUS}.ports[0].hostPort`, 9000)),
    says: /hostPort: with hostNetwork the host port is the container port; use 9222 or remove it/,
    fine: set(NODE, `${SPEC}.hostNetwork`, false),
  },
  {
    rule: 'probe-port',
    broken: set(NODE, `${CONSENSUS}.readinessProbe.httpGet.port`, 'node_rpc'),
    says: /container consensus has no port called "node_rpc"; did you mean "node-rpc"\?/,
    fine: set(NODE, `${CONSENSUS}.readinessProbe.httpGet.port`, 9545),
  },
  {
    rule: 'probe-port',
    broken: set(NODE, `${EXECUTION}.startupProbe.tcpSocket.port`, 'htttp'),
    says: /startupProbe\.tcpSocket\.port: container execution has no port called "htttp"; did you mean "http"\?/,
    fine: set(NODE, `${EXECUTION}.startupProbe.tcpSocket.port`, 'metrics'),
  },
  {
    rule: 'probe-port',
    broken: set(NODE, `${CONSENSUS}.readinessProbe.httpGet.port`, 'metrics'),
    says: /container consensus has no port called "metrics"; use a number or one of p2p, p2p-udp, node-rpc/,
    fine: set(NODE, `${CONSENSUS}.readinessProbe.httpGet.port`, 'p2p'),
  },
  {
    rule: 'probe-grace-period',
    broken: set(NODE, `${CONSENSUS}.readinessProbe.terminationGracePeriodSeconds`, 5),
    says: /a readiness probe never ends a container and has no grace period; remove the field/,
    fine: set(NODE, `${EXECUTION}.startupProbe.terminationGracePeriodSeconds`, 5),
  },
  {
    rule: 'env-name',
    broken: set(NODE, `${EXECUTION}.env[1].name`, '1_URL'),
    says: /env\[1\]\.name: "1_URL" is not an environment variable name; use letters/,
    fine: set(NODE, `${EXECUTION}.env[1].name`, 'a.b-c_1'),
  },
  {
    rule: 'env-name',
    broken: set(NODE, `${EXECUTION}.env[1].name`, ''),
    says: /the variable has no name; give it one/,
    fine: set(NODE, `${EXECUTION}.env[1].name`, '_'),
  },
  {
    rule: 'env-name-twice',
    broken: set(NODE, `${EXECUTION}.env[1].name`, 'HTTP_PORT'),
    says: /env\[1\]\.name: the variable HTTP_PORT is set before as well, and the last one wins; remove one/,
    fine: set(NODE, `${EXECUTION}.env[1].name`, 'http_port'),
  },
  {
    rule: 'env-reference',
    broken: set(NODE, `${EXECUTION}.args[0]`, '--http.port=$(HTTP_PROT)'),
    says: /args\[0\]: \$\(HTTP_PROT\) names no variable that is known here and would stay as it is; define it in env, or write \$\$\(HTTP_PROT\)/,
    fine: set(NODE, `${EXECUTION}.args[0]`, '--http.port=$$(HTTP_PROT) $(not a name) $(HTTP_PORT'),
  },
  {
    rule: 'env-reference',
    broken: set(NODE, `${PREPARE}.command[2]`, 'echo $$$(date)'),
    says: /command\[2\]: \$\(date\) names no variable/,
    fine: set(NODE, `${PREPARE}.command[2]`, 'echo $(KUBERNETES_SERVICE_HOST)'),
  },
  {
    rule: 'env-reference',
    broken: set(NODE, `${EXECUTION}.env[0].value`, '$(HTTP_URL)'),
    says: /env\[0\]\.value: \$\(HTTP_URL\) names no variable that is known here .*; define it earlier in env/,
    fine: set(NODE, `${EXECUTION}.env[0].value`, '$$(HTTP_URL)'),
  },
  {
    rule: 'env-reference',
    broken: set(NODE, `${EXECUTION}.args[0]`, '$(NODE_RPC_SERVICE_HOST)'),
    says: /\$\(NODE_RPC_SERVICE_HOST\) names no variable/,
    fine: all(
      set(NODE, `${EXECUTION}.args[0]`, '$(NODE_RPC_SERVICE_HOST)'),
      remove(NODE, `${SPEC}.enableServiceLinks`),
    ),
  },
  {
    rule: 'env-source',
    broken: set(NODE, `${EXECUTION}.env[1]`, { name: 'HTTP_URL', valueFrom: { fieldRef: { fieldPath: 'status.IP' } } }),
    says: /fieldPath: "status\.IP" is no field that a variable can take; use one such as metadata\.name/,
    fine: set(NODE, `${EXECUTION}.env[1]`, {
      name: 'HTTP_URL',
      valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } },
    }),
  },
  {
    rule: 'env-source',
    broken: set(NODE, `${EXECUTION}.env[1]`, {
      name: 'HTTP_URL',
      valueFrom: { resourceFieldRef: { resource: 'memory' } },
    }),
    says: /resource: "memory" is no resource that a variable can take; use one such as limits\.memory/,
    fine: set(NODE, `${EXECUTION}.env[1]`, {
      name: 'HTTP_URL',
      valueFrom: { resourceFieldRef: { resource: 'limits.memory' } },
    }),
  },
  {
    rule: 'reference-name',
    broken: set(NODE, `${CONSENSUS}.envFrom[0].configMapRef`, {}),
    says: /envFrom\[0\]\.configMapRef\.name: the reference names no ConfigMap; give its name/,
    fine: set(NODE, `${CONSENSUS}.envFrom[0].configMapRef.name`, 'node-config'),
  },
  {
    rule: 'config-reference',
    broken: set(BATCHER, `${CONSENSUS}.env[0].valueFrom.secretKeyRef.key`, 'rpc-ur'),
    says: /secretKeyRef\.key: Secret keys has no key "rpc-ur"; did you mean "rpc-url"\?/,
    fine: set(BATCHER, `${CONSENSUS}.env[0].valueFrom.secretKeyRef`, { name: 'keys', key: 'rpc-ur', optional: true }),
  },
  {
    rule: 'config-reference',
    broken: set(BATCHER, `${CONSENSUS}.env[1].valueFrom.configMapKeyRef.key`, 'other'),
    says: /ConfigMap node-config has no key "other"; use one of rollup\.json, genesis\.gz/,
    fine: set(BATCHER, `${CONSENSUS}.env[1].valueFrom.configMapKeyRef.name`, 'made-elsewhere'),
  },
];
