import type { k8s } from 'cdk8s-plus-28';
import { containerSecurityContext, execProbe, resourceRequirements, shell } from '../kube';

/** What the helper container beside a node's clients is for. */
export interface CompanionTasks {
  /** Port of the execution client's RPC. */
  readonly httpPort: number;
  /** Port of the consensus client's RPC. */
  readonly rpcPort: number;
  /** The pod is ready once the newest block has been at most `maxAge` seconds old for `steadyFor` seconds. @default not judged */
  readonly head?: { readonly maxAge: number; readonly steadyFor: number };
  /** The sequencer whose peer id is not known at synth: RPC to ask for it, and multiaddr to which it is appended. @default none */
  readonly sequencer?: { readonly rpcUrl: string; readonly address: string };
}

/** Seconds between two looks at the newest block. */
const PERIOD = 10;

const CALL = `call() { wget -q -T 10 -O - --header 'Content-Type: application/json' --post-data "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":1,\\"method\\":\\"$2\\",\\"params\\":[\${3-}]}" "$1"; }`;

/**
 * Shell that succeeds while the execution client's newest block is young enough. The clients' images have no shell, and
 * none of their own endpoints tells a node that lags from one that follows.
 */
export function headAgeScript(httpPort: number, maxAge: number): string {
  return `${CALL}
time=$(call http://127.0.0.1:${httpPort} eth_getBlockByNumber '"latest",false' | sed -n 's/.*"timestamp":"\\(0x[0-9a-f]*\\)".*/\\1/p')
[ -n "$time" ] || exit 1
[ $(( $(date +%s) - $(printf '%d' "$time") )) -le ${maxAge} ]`;
}

/** Shell that keeps the node connected to the sequencer, whose peer id it asks for. */
export function peeringScript({ rpcUrl, address }: { readonly rpcUrl: string; readonly address: string }, rpcPort: number): string {
  return `${CALL}
peer() {
  id=$(call ${rpcUrl} opp2p_self | sed -n 's/.*"peerID":"\\([^"]*\\)".*/\\1/p')
  [ -n "$id" ] || return 1
  call http://127.0.0.1:${rpcPort} opp2p_connectPeer "\\"${address}/p2p/$id\\"" > /dev/null
  call http://127.0.0.1:${rpcPort} opp2p_protectPeer "\\"$id\\"" > /dev/null
}`;
}

/** As process 1 the shell gets no signal that it does not ask for, and would hold the pod for its whole grace period. */
function loop(work: string): string {
  return `trap 'exit 0' TERM INT\nwhile :; do\n${work}sleep 30 & wait $!\ndone`;
}

/** The helper container, or none when there is nothing for it to do. */
export function companion(tasks: CompanionTasks, toolbox: Pick<k8s.Container, 'image' | 'imagePullPolicy'>): k8s.Container | undefined {
  const { sequencer, head, httpPort, rpcPort } = tasks;
  if (!sequencer && !head) return undefined;
  const peering = sequencer && `${peeringScript(sequencer, rpcPort)}\n${loop('peer 2> /dev/null || echo "the sequencer is not reached"\n')}`;
  return {
    name: 'companion',
    ...toolbox,
    command: shell('u', peering ?? loop('')),
    readinessProbe: head && execProbe(shell('u', headAgeScript(httpPort, head.maxAge)), {
      periodSeconds: PERIOD,
      // Of a pod's readiness, traffic depends on this; minReadySeconds would only slow a rollout down.
      successThreshold: Math.max(1, Math.ceil(head.steadyFor / PERIOD)),
      failureThreshold: 3,
      timeoutSeconds: 15,
    }),
    resources: resourceRequirements({ requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } }),
    securityContext: containerSecurityContext,
  };
}
