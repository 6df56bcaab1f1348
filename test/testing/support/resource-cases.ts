import type { Case } from './cases';
import { all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const SPEC = 'spec.template.spec';
const EXECUTION = `${SPEC}.initContainers[1]`;
const CONSENSUS = `${SPEC}.containers[0]`;

/** What containers ask for and may use. */
export const resourceCases: readonly Case[] = [
  {
    rule: 'quantity',
    broken: set(NODE, `${EXECUTION}.resources.requests.cpu`, 'lots'),
    says: /resources\.requests\.cpu: "lots" is not a quantity; write a number with an optional unit/,
    fine: set(NODE, `${EXECUTION}.resources.requests.cpu`, '5e2'),
  },
  {
    rule: 'quantity',
    broken: set(NODE, `${EXECUTION}.resources.requests.memory`, '-1Gi'),
    says: /"-1Gi" is negative; use a positive quantity/,
    fine: set(NODE, `${EXECUTION}.resources.requests.memory`, '0'),
  },
  {
    rule: 'quantity',
    broken: set(NODE, `${EXECUTION}.resources.requests.memory`, '512m'),
    says: /"512m" is not a whole number of bytes; use a unit such as Mi/,
    fine: set(NODE, `${EXECUTION}.resources.requests.memory`, '1.5Gi'),
  },
  {
    rule: 'quantity',
    broken: set(NODE, `${SPEC}.volumes[1].emptyDir.sizeLimit`, '1 MB'),
    says: /emptyDir\.sizeLimit: "1 MB" is not a quantity/,
    fine: set(NODE, `${SPEC}.volumes[1].emptyDir.sizeLimit`, '1M'),
  },
  {
    rule: 'resource-limit',
    broken: set(NODE, `${EXECUTION}.resources.requests.memory`, '5000Mi'),
    says: /requests\.memory: the request "5000Mi" is above the limit "4Gi"; raise the limit or lower the request/,
    fine: set(NODE, `${EXECUTION}.resources.requests.memory`, '4096Mi'),
  },
  {
    rule: 'resource-limit',
    broken: set(NODE, `${CONSENSUS}.resources.limits["example.com/accelerator"]`, 2),
    says: /example\.com\/accelerator cannot be overcommitted; make the request equal to the limit 2/,
    fine: set(NODE, `${CONSENSUS}.resources.limits.cpu`, 3),
  },
  {
    rule: 'resource-limit',
    broken: remove(NODE, `${CONSENSUS}.resources.limits["example.com/accelerator"]`),
    says: /requests\["example\.com\/accelerator"\]: example\.com\/accelerator cannot be overcommitted and needs a limit/,
    fine: remove(NODE, `${CONSENSUS}.resources.requests["example.com/accelerator"]`),
  },
  {
    rule: 'resource-limit',
    broken: all(set(NODE, `${EXECUTION}.resources.requests.hugepages-2Mi`, '2Mi'), set(NODE, `${EXECUTION}.resources.limits.hugepages-2Mi`, '4Mi')),
    says: /hugepages-2Mi cannot be overcommitted; make the request equal to the limit "4Mi"/,
    fine: all(set(NODE, `${EXECUTION}.resources.requests.hugepages-2Mi`, '4096Ki'), set(NODE, `${EXECUTION}.resources.limits.hugepages-2Mi`, '4Mi')),
  },
  {
    rule: 'resource-limit',
    broken: set(NODE, `${EXECUTION}.resources.requests.hugepages-1Gi`, '1Gi'),
    says: /hugepages-1Gi cannot be overcommitted and needs a limit/,
    fine: set(NODE, `${EXECUTION}.resources.requests["node.kubernetes.io/slot"]`, 1),
  },
  {
    rule: 'huge-pages',
    broken: set(BATCHER, `${CONSENSUS}.resources`, { limits: { 'hugepages-2Mi': '4Mi' } }),
    says: /limits\.hugepages-2Mi: huge pages go with cpu or memory only/,
    fine: set(BATCHER, `${CONSENSUS}.resources`, { limits: { 'hugepages-2Mi': '4Mi' }, requests: { cpu: '100m' } }),
  },
  {
    rule: 'quantity',
    broken: set(BATCHER, `${CONSENSUS}.resources`, { limits: { 'example.com/accelerator': '500m' } }),
    says: /"500m" is not a whole number; example\.com\/accelerator comes in whole pieces only/,
    fine: set(BATCHER, `${CONSENSUS}.resources`, { limits: { 'example.com/accelerator': '1000m' } }),
  },
  {
    rule: 'resource-name',
    broken: set(NODE, `${EXECUTION}.resources.limits.memroy`, '1Gi'),
    says: /"memroy" is not a resource of containers; did you mean "memory"\?/,
    fine: set(NODE, `${EXECUTION}.resources.limits["hugepages-2Mi"]`, '4Mi'),
  },
  {
    rule: 'resource-name',
    broken: set(NODE, `${EXECUTION}.resources.limits.storage`, '1Gi'),
    says: /"storage" is not a resource of containers; use a name with a domain, or one of cpu, memory, ephemeral-storage/,
    fine: set(NODE, `${EXECUTION}.resources.limits.ephemeral-storage`, '1Gi'),
  },
];
