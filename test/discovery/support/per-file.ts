/** Milliseconds that a test may take where other work is done at the same time; alone, none takes a tenth of it. */
const BUSY = 30_000;

/** What runs beside the tests of a file: started before the first, ended after the last, also when one of them fails. */
export function perFile<T extends { readonly stop: () => Promise<void> }>(start: () => Promise<T>): () => T {
  let running: T | undefined;
  jest.setTimeout(BUSY);
  beforeAll(async () => {
    running = await start();
  });
  afterAll(async () => running?.stop());
  return () => {
    if (!running) throw new Error('it runs within tests only');
    return running;
  };
}
