import type { Case } from './cases';
import { all, remove, set } from './sound';

const INGRESS = 'Ingress/rpc';
const PATH = 'spec.rules[0].http.paths[0]';
const POLICY = 'NetworkPolicy/node';

/** Ingresses and network policies. */
export const networkCases: readonly Case[] = [
  {
    rule: 'ingress-backend',
    broken: set(INGRESS, `${PATH}.backend.service.port`, { name: 'web' }),
    says: /paths\[0\]\.backend\.service\.port: Service node-rpc has no port web; use one of http 80, node 9545/,
    fine: set(INGRESS, `${PATH}.backend.service.port`, { name: 'node' }),
  },
  {
    rule: 'ingress-backend',
    broken: set(INGRESS, 'spec.defaultBackend', { service: { name: 'node', port: { number: 80 } } }),
    says: /defaultBackend\.service\.port: Service node has no port 80; use one of p2p 9222/,
    fine: set(INGRESS, 'spec.defaultBackend', { service: { name: 'absent', port: { number: 80 } } }),
  },
  {
    rule: 'ingress-path',
    broken: set(INGRESS, `${PATH}.path`, 'rpc'),
    says: /paths\[0\]\.path: "rpc" is not an absolute path; start it with "\/"/,
    fine: all(remove(INGRESS, `${PATH}.path`), set(INGRESS, `${PATH}.pathType`, 'ImplementationSpecific')),
  },
  {
    rule: 'ingress-host',
    broken: set(INGRESS, 'spec.rules[0].host', '192.0.2.1'),
    says: /host: "192\.0\.2\.1" is an address; use a DNS name/,
    fine: remove(INGRESS, 'spec.rules[0].host'),
  },
  {
    rule: 'ingress-host',
    broken: set(INGRESS, 'spec.tls', [{ hosts: ['RPC.example.com'] }]),
    says: /tls\[0\]\.hosts\[0\]: "RPC\.example\.com" is not a DNS-1123 subdomain/,
    fine: set(INGRESS, 'spec.tls', [{ hosts: ['rpc.example.com'] }]),
  },
  {
    rule: 'policy-cidr',
    broken: set(POLICY, 'spec.egress[0].to[0].ipBlock.cidr', '10.0.0.1'),
    says: /ipBlock\.cidr: "10\.0\.0\.1" is not a CIDR; write one such as 10\.0\.0\.0\/8/,
    fine: set(POLICY, 'spec.egress[0].to[1].ipBlock.cidr', '10.0.0.0/32'),
  },
  {
    rule: 'policy-cidr',
    broken: set(POLICY, 'spec.egress[0].to[0].ipBlock.except', ['10.0.0.0/33']),
    says: /ipBlock\.except\[0\]: "10\.0\.0\.0\/33" is not a CIDR/,
    fine: set(POLICY, 'spec.egress[0].to[1].ipBlock.cidr', '::/0'),
  },
  {
    rule: 'policy-port',
    broken: set(POLICY, 'spec.ingress[0].ports[0].port', 'HTTP'),
    says: /ports\[0\]\.port: "HTTP" is not a port name/,
    fine: remove(POLICY, 'spec.ingress[0].ports[0].port'),
  },
  {
    rule: 'policy-port',
    broken: set(POLICY, 'spec.ingress[0].ports[0].endPort', 90),
    says: /endPort needs a numeric port; set port to the first of the range/,
    fine: remove(POLICY, 'spec.ingress[0].ports[1].endPort'),
  },
  {
    rule: 'policy-port',
    broken: set(POLICY, 'spec.ingress[0].ports[1].endPort', 8999),
    says: /endPort is below port, 9000; raise it/,
    fine: set(POLICY, 'spec.ingress[0].ports[1].endPort', 9000),
  },
  {
    rule: 'policy-peer',
    broken: set(POLICY, 'spec.egress[0].to[0]', {}),
    says: /to\[0\]: the peer is empty; give podSelector, namespaceSelector or ipBlock/,
    fine: remove(POLICY, 'spec.egress[0].to'),
  },
  {
    rule: 'policy-peer',
    broken: set(POLICY, 'spec.egress[0].to[0].namespaceSelector', {}),
    says: /an ipBlock stands alone; move the selectors to a peer of their own/,
    fine: set(POLICY, 'spec.egress[0].to[0]', { namespaceSelector: {} }),
  },
  {
    rule: 'ingress-path',
    broken: set(INGRESS, `${PATH}.path`, '/a//b'),
    says: /"\/a\/\/b" has "\/\/", which no request has; write the path without it/,
    fine: all(set(INGRESS, `${PATH}.path`, '/a//b'), set(INGRESS, `${PATH}.pathType`, 'ImplementationSpecific')),
  },
  {
    rule: 'ingress-path',
    broken: set(INGRESS, `${PATH}.path`, '/a/..'),
    says: /"\/a\/\.\." has "\/\.\."/,
    fine: set(INGRESS, `${PATH}.path`, '/a/..b'),
  },
  {
    rule: 'ingress-path',
    broken: all(set(INGRESS, `${PATH}.path`, 'rpc'), set(INGRESS, `${PATH}.pathType`, 'ImplementationSpecific')),
    says: /"rpc" is not an absolute path/,
    fine: all(set(INGRESS, `${PATH}.path`, ''), set(INGRESS, `${PATH}.pathType`, 'ImplementationSpecific')),
  },
  {
    rule: 'allowed-value',
    broken: set(INGRESS, `${PATH}.pathType`, 'prefix'),
    says: /pathType: "prefix" is not allowed; use "Prefix"/,
    fine: set(INGRESS, `${PATH}.pathType`, 'Exact'),
  },
  {
    rule: 'schema-required',
    broken: remove(INGRESS, `${PATH}.pathType`),
    says: /pathType: the field is missing; it is required/,
    fine: set(INGRESS, `${PATH}.pathType`, 'Prefix'),
  },
  {
    rule: 'ingress-host',
    broken: set(INGRESS, 'spec.rules[0].host', 'a.*.example.com'),
    says: /host: "a\.\*\.example\.com" is not a DNS-1123 subdomain/,
    fine: set(INGRESS, 'spec.rules[0].host', 'a.example.com'),
  },
  {
    rule: 'ingress-rules',
    broken: set(INGRESS, 'spec.rules', []),
    says: /spec\.rules: there is neither a rule nor a default backend; give one of them/,
    fine: all(remove(INGRESS, 'spec.rules'), set(INGRESS, 'spec.defaultBackend', { service: { name: 'absent', port: { number: 80 } } })),
  },
  {
    rule: 'ingress-rules',
    broken: set(INGRESS, 'spec.rules[0].http.paths', []),
    says: /http\.paths: the rule has no path; give at least one/,
    fine: remove(INGRESS, 'spec.rules[0].http'),
  },
  {
    rule: 'ingress-name',
    broken: set(INGRESS, 'spec.ingressClassName', 'NGINX'),
    says: /ingressClassName: "NGINX" is not a DNS-1123 subdomain/,
    fine: set(INGRESS, 'spec.ingressClassName', 'nginx'),
  },
  {
    rule: 'ingress-name',
    broken: set(INGRESS, 'spec.tls', [{ secretName: 'rpc_tls' }]),
    says: /tls\[0\]\.secretName: "rpc_tls" is not a DNS-1123 subdomain/,
    fine: set(INGRESS, 'spec.tls', [{ secretName: 'rpc-tls' }]),
  },
  {
    rule: 'ingress-name',
    broken: set(INGRESS, 'spec.rules[0].http.paths[1].backend.service.name', 'else.where'),
    says: /backend\.service\.name: "else\.where" is not a DNS-1035 label/,
    fine: set(INGRESS, 'spec.rules[0].http.paths[1].backend.service.name', 'else-where'),
  },
  {
    rule: 'ingress-name',
    broken: set(INGRESS, 'spec.rules[0].http.paths[1].backend.service.port', { name: 'HTTP' }),
    says: /backend\.service\.port\.name: "HTTP" is not a port name/,
    fine: set(INGRESS, 'spec.rules[0].http.paths[1].backend.service.port', { name: 'http' }),
  },
  {
    rule: 'policy-cidr',
    broken: set(POLICY, 'spec.egress[0].to[0].ipBlock', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '11.0.0.0/16'] }),
    says: /except\[1\]: "11\.0\.0\.0\/16" is not a smaller block within 10\.0\.0\.0\/8; except only what the block has/,
    fine: set(POLICY, 'spec.egress[0].to[0].ipBlock', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.255.255.255/32'] }),
  },
  {
    rule: 'policy-cidr',
    broken: set(POLICY, 'spec.egress[0].to[0].ipBlock', { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] }),
    says: /"10\.0\.0\.0\/8" is not a smaller block within 10\.0\.0\.0\/8/,
    fine: set(POLICY, 'spec.egress[0].to[0].ipBlock', { cidr: '10.0.0.0/8', except: ['10.0.0.0/9'] }),
  },
  {
    rule: 'policy-cidr',
    broken: set(POLICY, 'spec.egress[0].to[1].ipBlock.except', ['10.0.0.0/8', '2001:db9::/48']),
    says: /except\[1\]: "2001:db9::\/48" is not a smaller block within 2001:db8::\/32/,
    fine: set(POLICY, 'spec.egress[0].to[1].ipBlock.except', ['2001:db8:ffff::/48']),
  },
  {
    rule: 'policy-cidr',
    broken: set(POLICY, 'spec.ingress[0].from[+]', { ipBlock: { cidr: '::/0', except: ['10.0.0.0/8'] } }),
    says: /from\[1\]\.ipBlock\.except\[0\]: "10\.0\.0\.0\/8" is not a smaller block within ::\/0/,
    fine: set(POLICY, 'spec.ingress[0].from[+]', { ipBlock: { cidr: '::/0', except: ['::1/128'] } }),
  },
  {
    rule: 'allowed-value',
    broken: set(POLICY, 'spec.ingress[0].ports[1].protocol', 'tcp'),
    says: /ingress\[0\]\.ports\[1\]\.protocol: "tcp" is not allowed; use "TCP"/,
    fine: set(POLICY, 'spec.ingress[0].ports[1].protocol', 'SCTP'),
  },
  {
    rule: 'number-range',
    broken: set(POLICY, 'spec.ingress[0].ports[1].endPort', 65536),
    says: /endPort: 65536 is out of range/,
    fine: set(POLICY, 'spec.ingress[0].ports[1].endPort', 65535),
  },
  {
    rule: 'policy-port',
    broken: set(POLICY, 'spec.egress[0].ports', [{ endPort: 90 }]),
    says: /egress\[0\]\.ports\[0\]\.endPort: endPort needs a numeric port/,
    fine: set(POLICY, 'spec.egress[0].ports', [{ protocol: 'UDP' }]),
  },
  {
    rule: 'policy-type',
    broken: set(POLICY, 'spec.policyTypes', ['Ingress', 'Egress', 'Ingress']),
    says: /policyTypes: a policy has two types at most/,
    fine: remove(POLICY, 'spec.policyTypes'),
  },
  {
    rule: 'policy-type',
    broken: set(POLICY, 'spec.policyTypes', ['Ingress']),
    says: /spec\.egress: policyTypes lacks Egress, so that these rules count for nothing; add it, or remove them/,
    fine: all(set(POLICY, 'spec.policyTypes', ['Ingress']), set(POLICY, 'spec.egress', [])),
  },
];
