import { binary } from './support/binary';
import { cli } from './support/cli';
import { components, defaultRelease, releases } from '../../src/compatibility';
import { untyped } from '../support/fixtures';

describe('releases', () => {
  test('is the matrix, a release a line', () => {
    const { code, out, err } = binary(['releases']);
    expect([code, err]).toEqual([0, '']);
    const [head = '', ...rows] = out.split('\n\n')[0]!.split('\n');
    expect(rows.map((row) => row.split(/ +/)[0])).toEqual(releases.map(({ name }) => name));
    const column = head.split(/ +/).indexOf('OP-NODE');
    expect(rows.map((row) => row.split(/ +/)[column])).toEqual(releases.map((release) => release.components['op-node']));
    expect(out).toMatch(new RegExp(`^${defaultRelease}: .* The default\\.$`, 'm'));
  });

  test('as JSON it is the data', async () => {
    expect(JSON.parse((await cli(['releases', '--json'])).out)).toEqual(JSON.parse(JSON.stringify({ default: defaultRelease, releases })));
    expect(untyped<{ name: string }>(JSON.parse((await cli(['releases', 'stable-v1.13', '--json'])).out)).name).toBe('stable-v1.13');
  });

  test('says what is in one release, and where from', async () => {
    const { code, out } = await cli(['releases', 'stable-v1.13']);
    expect(code).toBe(0);
    expect(out).toMatch(/^stable-v1\.13, 2025-06-12, follows isthmus\n/);
    expect(out).toMatch(/^op-geth +v1\.101511\.0 +planned operator, go\.mod of op-node v1\.13\.3$/m);
  });

  test('says everything of one version, whether it is written with a v or not', async () => {
    const { code, out, err } = binary(['releases', 'op-node', 'v1.16.0']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^op-node v1\.16\.0\n/);
    expect(out).toMatch(/withdrawn +was withdrawn by upstream; fixed in v1\.16\.1/);
    expect((await cli(['releases', 'op-node', '1.16.0'])).out).toBe(out);
    expect((await cli(['releases', 'toolbox', 'v1.37.0'])).err).toBe('');
    expect(JSON.parse((await cli(['releases', 'op-node', 'v1.16.0', '--json'])).out)).toMatchObject({ component: 'op-node', version: 'v1.16.0', faults: [{ fixed: 'v1.16.1' }] });
  });

  test('lists the versions of every component', async () => {
    for (const component of Object.keys(components)) expect(await cli(['releases', component])).toMatchObject({ code: 0, err: '' });
    expect((await cli(['releases', 'op-geth'])).out).toMatch(/^v1\.101511\.0 +stable-v1\.13$/m);
    expect(JSON.parse((await cli(['releases', 'op-geth', '--json'])).out)).toMatchObject({ component: 'op-geth', versions: expect.arrayContaining([{ version: 'v1.101511.0', releases: ['stable-v1.13'] }]) });
  });

  test('names the neighbours of a version that it does not know, on stderr', async () => {
    const { code, out, err } = await cli(['releases', 'op-node', 'v1.16.20']);
    expect(code).toBe(0);
    expect(out).toContain('karst: does not follow');
    expect(err).toBe('No list names op-node v1.16.20: what follows goes by its number. The nearest are v1.16.13 and v1.17.0.\n');
    expect((await cli(['releases', 'op-node', 'v9.0.0'])).err).toContain('The nearest is v1.19.9.');
  });

  test('is red and yellow only where stdout takes colours', async () => {
    expect((await cli(['releases', 'op-node', 'v1.16.0'], { color: true })).out).toContain('\u001B[31m  withdrawn');
    expect(binary(['releases', 'op-node', 'v1.16.0'], { env: { FORCE_COLOR: '1' } }).out).toContain('\u001B[31m');
    expect(binary(['releases', 'op-node', 'v1.16.0'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out).not.toContain('\u001B');
  });

  test.each([
    [['op-nod'], 'Did you mean op-node?'],
    [['karst-2026-08'], 'Did you mean karst-2026-0'],
    [['zzzzzzzzz'], 'The releases are holocene-2024-12'],
    [['karst-2026-09', 'v1.0.0'], 'karst-2026-09 is a release, and has no versions'],
    [['op-node', 'latest'], '"latest" is no version. The newest known is v1.19.9.'],
    [['op-node', 'v1.19.x'], 'Did you mean v1.19.'],
    [['op-node', 'v1.16.0', 'v1'], 'too many arguments'],
    [['--yaml'], "unknown option '--yaml'"],
  ])('%j is a wrong command line', async (args, message) => {
    const ran = await cli(['releases', ...args]);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain(message);
  });
});
