import { autoscalerCases } from './autoscaler-cases';
import { containerCases } from './container-cases';
import { customCases } from './custom-cases';
import { dataCases } from './data-cases';
import { jobCases } from './job-cases';
import { metadataCases } from './metadata-cases';
import { networkCases } from './network-cases';
import { podCases } from './pod-cases';
import { resourceCases } from './resource-cases';
import { serviceCases } from './service-cases';
import { volumeCases } from './volume-cases';
import { valueCases, workloadCases } from './workload-cases';

/** The cases of all rules for objects. */
export const families = { metadataCases, valueCases, workloadCases, jobCases, autoscalerCases, dataCases, containerCases, resourceCases, podCases, volumeCases, serviceCases, networkCases, customCases };
