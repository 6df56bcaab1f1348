import * as fc from 'fast-check';
import { backend, deployment, document, graphIn } from './support/manifests';
import { parseXml, type Element } from './support/xml';
import { graphOf } from '../../../src/inspect/graph/build';
import type { Graph } from '../../../src/inspect/graph/model';
import { svgOf } from '../../../src/inspect/graph/svg';
import { sorted } from '../../../src/testing/sorted';
import { exampleManifests } from '../../support/examples';

interface Area { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const number = ({ attributes }: Element, name: string): number => Number(attributes[name]);
const ofClass = (elements: readonly Element[], name: string): Element[] => elements.filter(({ attributes }) => attributes.class?.split(' ').includes(name));
const areaOf = (each: Element): Area => ({ left: number(each, 'x'), right: number(each, 'x') + number(each, 'width'), top: number(each, 'y'), bottom: number(each, 'y') + number(each, 'height') });
const meet = (a: Area, b: Area): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** A text with the room that its letters take at least. */
function textArea(each: Element): Area {
  const [x, y, size] = [number(each, 'x'), number(each, 'y'), number(each, 'font-size')];
  const width = each.text.replaceAll(/&\w+;/g, '.').length * size * 0.5;
  const left = each.attributes['text-anchor'] === 'end' ? x - width : x;
  return { left, right: left + width, top: y - size * 0.8, bottom: y + size * 0.2 };
}

/** The rules of a style that give a colour. */
function coloured(css: string): string[] {
  return [...css.matchAll(/(\.[\w.,]+)\{[^}]*(?:fill|stroke):#/g)].map(([, selector]) => selector!);
}

function meeting(areas: readonly Area[]): unknown[] {
  return areas.flatMap((a, index) => areas.slice(index + 1).filter((b) => meet(a, b)).map((b) => [a, b]));
}

/** What has to hold of any picture. */
function checkPicture(graph: Graph): Element[] {
  const elements = parseXml(svgOf(graph));
  const [root] = elements;
  const boxes = ofClass(elements, 'box').map(areaOf);
  const texts = elements.filter(({ name }) => name === 'text').map(textArea);
  const page = { width: number(root!, 'width'), height: number(root!, 'height') };
  expect(root!.attributes.viewBox).toBe(`0 0 ${page.width} ${page.height}`);
  expect(boxes).toHaveLength(graph.workloads.length + graph.endpoints.length + graph.services.filter(({ selects }) => selects.length !== 1).length);
  expect(meeting(boxes)).toEqual([]);
  expect(meeting(texts)).toEqual([]);
  for (const { left, right, top, bottom } of [...boxes, ...texts]) expect([left >= 0, top >= 0, right <= page.width, bottom <= page.height]).toEqual([true, true, true, true]);
  const legend = page.height - 40;
  for (const text of texts.filter(({ bottom }) => bottom < legend)) expect(boxes.filter(({ left, right, top, bottom }) => left <= text.left && text.right <= right && top <= text.top && text.bottom <= bottom)).toHaveLength(1);
  return elements;
}

describe.each(Object.entries(exampleManifests))('the picture of %s', (_, manifests) => {
  const graph = graphOf(manifests);

  test('is whole, with no text over another and no box over another', () => {
    expect(checkPicture(graph)[0]).toMatchObject({ name: 'svg' });
  });

  test('has lines that pass no box', () => {
    const elements = checkPicture(graph);
    const boxes = ofClass(elements, 'box').map(areaOf);
    const levels = ofClass(elements, 'line').flatMap(({ attributes }) => {
      const [, ...ends] = /^M([\d.]+) ([\d.]+)H([\d.]+)$/.exec(attributes.d!) ?? [];
      return ends.length > 0 ? [ends.map(Number)] : [];
    });
    for (const [from, y, to] of levels) expect(boxes.filter((box) => meet(box, { left: from!, right: to!, top: y! - 1, bottom: y! + 1 }))).toEqual([]);
  });

  test('needs nothing from elsewhere, and can be read in the dark', () => {
    const svg = svgOf(graph);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|@import|url\(|<image|<script/);
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    const [, light, dark] = /<style>([^]*?)@media[^{]*\{([^]*)\}<\/style>/.exec(svg)!;
    expect(coloured(dark!)).toEqual(coloured(light!));
  });
});

test('each way of talking has its look', () => {
  const wall = document({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'wall', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [] } });
  const monitor = document({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'm', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'open' } }, podMetricsEndpoints: [{ port: 'http' }] } });
  const elements = checkPicture(graphIn(backend('api') + backend('open', 'shop', { type: 'LoadBalancer' }) + deployment({ args: ['--url=http://api', '--b=http://open'] }) + wall + monitor));
  const looks = ofClass(elements, 'tip').map(({ attributes }) => attributes.class!.split(' ')[1]);
  expect(sorted(looks.map(String))).toEqual(['blocked', 'calls', 'enters', 'scrapes']);
  expect(elements.filter(({ name, text }) => name === 'text' && /^(blocked|→ api 80)$/.test(text)).map(({ attributes, text }) => [attributes.class, text])).toEqual([['word blocked', '→ api 80'], ['word blocked', 'blocked']]);
});

test('names that XML or the room cannot take are written all the same', () => {
  const elements = checkPicture(graphIn(deployment({ name: '<a & "b">\u0001', args: [`--url=https://${'very-long-name.'.repeat(12)}example.com`] })));
  expect(elements.map(({ text }) => text)).toEqual(expect.arrayContaining(['&lt;a &amp; "b"&gt;', expect.stringMatching(/^very-long-name.*…$/)]));
});

test('workloads that call each other in any way can be drawn', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const call = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
  fc.assert(fc.property(fc.array(call, { maxLength: 12 }), fc.boolean(), (calls, exposed) => {
    const yaml = names.map((name) => deployment({ name, args: calls.filter(([from]) => from === name).map(([, to], index) => `--url-${index}=http://${to}`), container: { ports: [{ name: 'http', containerPort: 8080 }] } })
      + document({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { type: exposed ? 'LoadBalancer' : 'ClusterIP', selector: { app: name }, ports: [{ port: 80, targetPort: 'http' }] } })).join('');
    const elements = checkPicture(graphIn(yaml));
    // One arrow for each way in: whoever calls the same Service the long way shares it.
    const called = new Set(calls.filter(([from, to]) => from !== to).map(([, to]) => to));
    expect(ofClass(elements, 'tip').length).toBeGreaterThanOrEqual(called.size + (exposed ? names.length : 0));
  }), { numRuns: 60 });
});
