/** Why keys and wiring cannot be replaced through `extraArgs`. */
export const FIXED = {
  key: 'keys are given through SecretValue only',
  engine: 'the two clients of the same pod are wired by the engine API',
  jwt: 'the secret of the engine API is given through Jwt',
  chain: 'the chain is that of the network',
  dataDir: 'the volume is mounted there',
  role: 'nodeType decides it',
  forwarding: 'a sequencer that forwards its transactions sends them in a circle',
} as const;
