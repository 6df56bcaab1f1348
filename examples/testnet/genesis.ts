import { createHash } from 'node:crypto';

/** Addresses that an OP Stack genesis fills with proxies, 0x4200…0000 to 0x4200…07ff. */
const PREDEPLOYS = 2048;
const CODE_BYTES = 600;

const address = (index: number): string => `0x42${index.toString(16).padStart(38, '0')}`;

/**
 * A genesis of the size and shape that op-deployer writes, several megabytes, for a chain that nobody runs. Your own is
 * the output of `op-deployer inspect genesis`: `ConfigSource.fromFile('genesis.json')`.
 */
export function exampleGenesis(chainId: number, timestamp: number): object {
  const alloc = Object.fromEntries(
    Array.from({ length: PREDEPLOYS }, (_, index) => [
      address(index),
      { balance: '0x0', code: pseudoCode(index % 4), storage: { [`0x${'0'.repeat(63)}1`]: `0x${'0'.repeat(24)}${address(index).slice(2)}` } },
    ]),
  );
  return {
    config: {
      chainId,
      homesteadBlock: 0, eip150Block: 0, eip155Block: 0, eip158Block: 0, byzantiumBlock: 0, constantinopleBlock: 0, petersburgBlock: 0, istanbulBlock: 0,
      muirGlacierBlock: 0, berlinBlock: 0, londonBlock: 0, arrowGlacierBlock: 0, grayGlacierBlock: 0, mergeNetsplitBlock: 0, bedrockBlock: 0,
      terminalTotalDifficulty: 0,
      shanghaiTime: 0, cancunTime: 0, pragueTime: 0,
      regolithTime: 0, canyonTime: 0, ecotoneTime: 0, fjordTime: 0, graniteTime: 0, holoceneTime: 0, isthmusTime: 0, jovianTime: 0, karstTime: 0,
      optimism: { eip1559Elasticity: 6, eip1559Denominator: 50, eip1559DenominatorCanyon: 250 },
    },
    nonce: '0x0',
    timestamp: `0x${timestamp.toString(16)}`,
    extraData: '0x',
    gasLimit: '0x3938700',
    difficulty: '0x0',
    alloc,
  };
}

function pseudoCode(seed: number): string {
  let block = createHash('sha256').update(`code ${seed}`).digest();
  let hex = '';
  while (hex.length < 2 * CODE_BYTES) {
    hex += block.toString('hex');
    block = createHash('sha256').update(block).digest();
  }
  return `0x${hex.slice(0, 2 * CODE_BYTES)}`;
}
