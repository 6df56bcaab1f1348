import { App, type Chart } from 'cdk8s';
import type { Monitoring } from 'cdk8s-op-stack';
import { basic } from './basic/main';
import { production } from './production/main';
import { testnet } from './testnet/main';

/** Every example by the name of its folder. */
export const examples: Readonly<Record<string, (app: App, monitoring?: Monitoring) => Chart>> = { basic, testnet, production };

if (require.main === module) {
  const app = new App();
  for (const example of Object.values(examples)) example(app);
  app.synth();
}
