/** Keeps warnings out of what the tests print; those that matter are looked at one by one. */
export function quiet(): void {
  beforeEach(() => void jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined));
  afterEach(() => void jest.restoreAllMocks());
}
