import { App, type Chart } from 'cdk8s';
import { deliver, type Monitoring } from 'cdk8s-op-stack';
import { basic } from './basic/main';
import { l1, opstack } from './playground/main';
import { production } from './production/main';
import { rollup, watched } from './production/rollup';
import { testnet } from './testnet/main';

/** The examples of chains, by the name of the folder, and of the file where it has several. */
export const chains: Readonly<Record<string, (app: App, monitoring?: Monitoring) => Chart>> = { basic, testnet, production, 'production-rollup': rollup };

/** Every example by its name: that of its folder, and of the chart where a folder has several. */
export const examples: Readonly<Record<string, (app: App) => Chart>> = { ...chains, 'production-rollup': (app) => rollup(app, watched), 'playground-l1': l1, 'playground-opstack': opstack };

if (require.main === module) {
  const app = new App();
  for (const example of Object.values(examples)) example(app);
  deliver(app);
}
