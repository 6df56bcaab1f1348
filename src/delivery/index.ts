export { deliver } from './deliver';
export type { DeliveryOptions } from './delivery-options';
