import { checkL1Transaction } from './l1-transaction';
import type { ServiceProps, WorkloadProps } from './service-props';
import type { Problems } from '../errors';
import { Signer, checkNoLiteralKeys } from '../keys';
import { checkChoice, checkName, checkResources } from '../kube';
import { checkMonitoring } from '../monitoring';
import { PROFILES } from '../sizing';

/** Reports what is wrong with any service's props by themselves, without regard to the network. */
export function checkWorkload(problems: Problems, props: Omit<WorkloadProps, 'network'>, name: string): void {
  checkName(problems, 'name', name);
  checkChoice(problems, 'profile', props.profile, PROFILES);
  checkResources(problems, 'resources', props.resources);
  checkMonitoring(problems, props.monitoring);
  checkNoLiteralKeys(problems, '', props);
}

/** Reports what is wrong with the props of a service that signs, without regard to the network. */
export function checkService(problems: Problems, props: Omit<ServiceProps, 'network'>, name: string): void {
  checkWorkload(problems, props, name);
  checkL1Transaction(problems, props.l1Transaction);
  if ((props.signer as unknown) === undefined) {
    problems.error('MISSING_SIGNER', 'signer', 'nobody signs the L1 transactions', "Set signer: Signer.privateKey(SecretValue.fromSecret('name', 'key'))");
  } else if (props.signer instanceof Signer) {
    props.signer.check(problems, 'signer');
  } else {
    problems.error('INVALID_SIGNER', 'signer', 'this is no Signer', 'Use Signer.privateKey, Signer.mnemonic or Signer.remote');
  }
}
