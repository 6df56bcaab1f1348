/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples', '<rootDir>/templates'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/stock-app/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  moduleNameMapper: {
    '^fast-check$': '<rootDir>/test/support/fast-check.ts',
    '^cdk8s-op-stack$': '<rootDir>/src',
    '^cdk8s-op-stack/(discovery|playground|testing)$': '<rootDir>/src/$1',
    '^cdk8s-op-stack/imports/(.*)$': '<rootDir>/imports/$1',
  },
  // How long a test takes is the machine's affair: only one that hangs is to fail by it.
  testTimeout: 60_000,
  // By default one core is left idle, which on two cores is half of them.
  maxWorkers: '100%',
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageThreshold: { global: { lines: 90 } },
};
