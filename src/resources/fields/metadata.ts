import { none, to, type Fields } from './field';
import { text, textMap } from './readers';

/** What the API server writes into a resource that it has, and `kubectl get -o yaml` prints. */
const ITS_OWN = none('the API server sets it', () => true);

/** What becomes of `metadata`. */
export const metadataFields: Fields = {
  name: to('name', text, { required: 'Name the resource: its objects get the name' }),
  namespace: to('namespace', text),
  labels: to('labels', textMap),
  annotations: to('annotations', textMap),
  ...Object.fromEntries(
    ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink', 'finalizers', 'ownerReferences']
      .map((name) => [name, ITS_OWN]),
  ),
};
