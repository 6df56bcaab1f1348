/** A StatefulSet's pods carry its name and a hash of 11 characters in one label of 63. */
export const MAX_WORKLOAD_NAME = 52;

/** What the API server takes in one ConfigMap or Secret. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const MAX_CONFIG_BYTES = 1024 * 1024;
