import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { untyped } from '../../support/fixtures';

/** What a beacon node answers at each path: a status, or the `data` of a good answer. */
export type BeaconAnswers = Readonly<Record<string, number | object>>;

export interface Beacon {
  readonly url: string;
  /** Paths that were asked, with their queries. */
  readonly seen: string[];
  answers: BeaconAnswers;
  readonly stop: () => Promise<void>;
}

/** A beacon node of Sepolia that is in good order. */
export const sound: BeaconAnswers = {
  '/eth/v1/config/spec': { DEPOSIT_CHAIN_ID: '11155111', SECONDS_PER_SLOT: '12' },
  '/eth/v1/node/syncing': { head_slot: '100', sync_distance: '0', is_syncing: false, is_optimistic: false, el_offline: false },
  '/eth/v1/beacon/blobs/head': [],
};

/** Starts a beacon node; what has no answer is 404. */
export async function startBeacon(): Promise<Beacon> {
  const server = createServer((request, response) => {
    beacon.seen.push(request.url ?? '');
    const path = new URL(request.url ?? '', 'http://x').pathname.replace(/^\/key-\w+/, '');
    const answer = beacon.answers[path] ?? 404;
    response.writeHead(typeof answer === 'number' ? answer : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(typeof answer === 'number' ? { code: answer, message: 'no' } : { data: answer }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const beacon: Beacon = {
    url: `http://127.0.0.1:${untyped<AddressInfo>(server.address()).port}`,
    seen: [],
    answers: sound,
    stop: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return beacon;
}
