export * from './catalogue';
export * from './command-line';
export * from './components';
export * from './hardforks';
export * from './images';
export * from './releases';
export * from './version';
