import { HttpRequestError } from 'viem';
import { findBlock } from './block';
import { checkEndpoints, secretsIn } from './endpoint';
import { failureOf } from './failure';
import { getJson, type HttpTarget } from './http';
import { connect } from './node';
import type { RequestOptions } from './options';
import { retrying, withSession, type Session } from './session';
import { OpStackError, Problems } from '../errors';
import { endpointOf } from '../errors/redact';
import { isPlainObject } from '../kube/plain';
import type { BeaconAnswer, EndpointAnswer } from '../network/l1-answers';

/** Endpoints that are asked, each by itself. */
export interface ProbeOptions extends RequestOptions {
  /** URLs of execution nodes. */
  readonly l1: readonly string[];
  /** URLs of beacon nodes. */
  readonly beacon: readonly string[];
}

/** `blobs` took the place of `blob_sidecars` with Fusaka; op-node asks for the one that is there. @see https://ethereum.github.io/beacon-APIs/ */
const BLOBS: readonly string[] = ['/eth/v1/beacon/blobs/head', '/eth/v1/beacon/blob_sidecars/head'];

/**
 * Asks each endpoint of an L1 who it is and how far it is.
 *
 * @throws OpStackError when an endpoint is none; one that does not answer is an answer
 */
export async function probeL1({ l1, beacon, ...options }: ProbeOptions): Promise<{ readonly endpoints: readonly EndpointAnswer[]; readonly beacons: readonly BeaconAnswer[] }> {
  const problems = new Problems();
  if (l1.length > 0) checkEndpoints(problems, 'l1', l1);
  if (beacon.length > 0) checkEndpoints(problems, 'beacon', beacon);
  problems.settle();
  try {
    return await withSession(options, secretsIn([l1, beacon]), async (session) => {
      const [endpoints, beacons] = await Promise.all([Promise.all(l1.map(async (url) => askEndpoint(session, url))), Promise.all(beacon.map(async (url) => askBeacon(session, url)))]);
      return { endpoints, beacons };
    });
  } catch (error) {
    if (!(error instanceof OpStackError) || error.code !== 'RPC_TIMEOUT') throw error;
    // Which of them were too slow is not known any more.
    const late = (url: string): EndpointAnswer => ({ name: nameOf(url), failure: 'gives no answer before the time for all requests is up' });
    return { endpoints: l1.map(late), beacons: beacon.map(late) };
  }
}

async function askEndpoint(session: Session, url: string): Promise<EndpointAnswer> {
  const name = nameOf(url);
  try {
    const { node, chainId } = await connect(session, new Problems(), 'l1', url, undefined);
    return { name, chainId, block: await findBlock(node, 'latest') };
  } catch (error) {
    if (!(error instanceof OpStackError) || session.signal.aborted) throw error;
    return { name, failure: error.problems[0]!.message.replace(`${name} `, '') };
  }
}

async function askBeacon(session: Session, url: string): Promise<BeaconAnswer> {
  const name = nameOf(url);
  const target: HttpTarget = { url, name, headers: {}, timeout: session.requestTimeout };
  try {
    const [spec, syncing] = await Promise.all([dataAt(session, target, '/eth/v1/config/spec'), dataAt(session, target, '/eth/v1/node/syncing')]);
    return {
      name,
      chainId: wholeNumber(spec.DEPOSIT_CHAIN_ID),
      behind: syncing.is_syncing === true ? (wholeNumber(syncing.sync_distance) ?? 1) : 0,
      executionOffline: syncing.el_offline === true,
      blobs: await servesBlobs(session, target),
    };
  } catch (error) {
    if (session.signal.aborted) throw error;
    return { name, failure: session.redact(`gives no answer: ${failureOf(error).message}`) };
  }
}

async function servesBlobs(session: Session, target: HttpTarget): Promise<boolean> {
  for (const path of BLOBS) {
    const { status } = await retrying(session, async () => answered(target, await getJson(target, path, session.signal), (code) => code < 500 && code !== 429));
    if (isGood(status)) return true;
  }
  return false;
}

async function dataAt(session: Session, target: HttpTarget, path: string): Promise<Readonly<Record<string, unknown>>> {
  const { body } = await retrying(session, async () => answered(target, await getJson(target, path, session.signal), isGood));
  if (isPlainObject(body) && isPlainObject(body.data)) return body.data;
  throw new HttpRequestError({ url: target.name, details: `its answer to ${path} is none of a beacon node` });
}

type Answer = Awaited<ReturnType<typeof getJson>>;

function answered({ name }: HttpTarget, answer: Answer, isAnswer: (status: number) => boolean): Answer {
  if (isAnswer(answer.status)) return answer;
  throw new HttpRequestError({ url: name, details: `it answers with HTTP status ${answer.status}`, status: answer.status, headers: answer.headers });
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function nameOf(url: string): string {
  return endpointOf(url) ?? 'the endpoint';
}
