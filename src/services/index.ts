export * from './batcher';
export * from './challenger';
export * from './endpoints';
export * from './game-types';
export * from './l1-transaction';
export * from './proposer';
export * from './service-props';
export * from './throttling';
export { checkService } from './check-service';
