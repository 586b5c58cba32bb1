import { checkRuntime } from './check-runtime';
import { ContainerProps } from './container-options';
import { checkLifecycle } from './lifecycle';
import { checkNetworking } from './networking';
import { checkProcess } from './process';
import { checkMebibytes, checkResources } from './resources';
import { checkSecurity } from './security';
import { checkStorage } from './storage';
import { BerthError } from '../../private/berth-error';
import { checkName } from '../../private/names';

/** What is wrong with a container's props, whatever its policies are. */
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
