import { checkRuntime } from './check-runtime';
import { ContainerProps } from './container-options';
import { checkLifecycle } from './lifecycle';
import { checkNetworking } from './networking/network-options';
import { checkProcess } from './process/process-options';
import { checkMebibytes, checkResources } from './resources';
import { checkSecurity } from './security';
import { checkStorage } from './storage/storage-options';
import { BerthError } from '../../private/berth-error';
import { checkName } from '../../private/names';

/** Checks a container's props for everything that doesn't depend on its isolation policies. */
export function checkContainer(props: ContainerProps): BerthError[] {
  return [
    ...checkName('container', props.name),
    ...checkProcess(props),
    ...checkLifecycle(props),
    ...checkNetworking(props),
    ...checkStorage(props),
    ...checkResources(props, props.host.backend),
    ...checkSecurity(props, props.host.backend),
    ...checkRuntime(props),
    ...checkMebibytes('sharedMemory', props.sharedMemory),
  ];
}
