import { k8s } from './k8s';

type Timing = Pick<k8s.Probe, 'periodSeconds' | 'failureThreshold' | 'successThreshold' | 'timeoutSeconds' | 'initialDelaySeconds'>;

export function httpProbe(port: string, path: string, timing: Timing): k8s.Probe {
  return { httpGet: { port: k8s.IntOrString.fromString(port), path }, ...timing };
}

export function tcpProbe(port: string, timing: Timing): k8s.Probe {
  return { tcpSocket: { port: k8s.IntOrString.fromString(port) }, ...timing };
}

export function execProbe(command: string[], timing: Timing): k8s.Probe {
  return { exec: { command }, ...timing };
}

/** Opening a database after a crash takes long, and killing it meanwhile starts the work again. */
export function startupTiming(seconds: number): Timing {
  const periodSeconds = 10;
  return { periodSeconds, failureThreshold: Math.max(1, Math.ceil(seconds / periodSeconds)), timeoutSeconds: 5 };
}

/** Restart what has not answered for five minutes. */
export const livenessTiming: Timing = { periodSeconds: 30, failureThreshold: 10, timeoutSeconds: 10 };

/** Take what does not answer out of its Service within half a minute. */
export const readinessTiming: Timing = { periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 };
