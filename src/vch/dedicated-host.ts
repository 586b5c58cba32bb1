import { DedicatedHostProps } from './dedicated-host-props';
import { VirtualContainerHostProps } from './virtual-container-host-props';
import { IContainerHost } from '../engine/i-container-host';
import { DELEGATE_MEMORY, DELEGATE_PROCESSES } from '../host/nested/delegate';
import { NestedHostProps } from '../host/nested-host-props';
import { isKnown } from '../private/tokens';
import { Size } from '../units/size';

// The defaults of a nested host.
const MEMORY = Size.gibibytes(2);
const CPUS = 1;
const PROCESSES = 4_096;

/** Returns the virtual container host that has the engine of a dedicated one in it. */
export function shareOf(props: DedicatedHostProps): VirtualContainerHostProps {
  const { name, host, memory = MEMORY, memorySwap, cpus = CPUS, pidsLimit: processes = PROCESSES } = props;
  const { guaranteed, shares, diskWeight, diskLimits, shrink, suspended } = props;
  // The engine mounts the folder for its socket.
  const sharedFolders = [...host._placement.sharedFolders];
  return {
    name, host, memory, memorySwap, cpus, processes, guaranteed, shares, diskWeight, diskLimits, shrink, suspended, sharedFolders,
  };
}

/** Returns the engine of a dedicated virtual container host. It leaves to its delegate what that needs. */
export function engineOf(props: DedicatedHostProps, share: IContainerHost): NestedHostProps {
  const { name, memorySwap, guaranteed, shares, diskWeight, diskLimits, shrink, suspended, ...nested } = props;
  const { hostRoot = false, memory = MEMORY, cpus = CPUS, pidsLimit: processes = PROCESSES } = nested;
  return {
    ...nested,
    host: share,
    cpus,
    memory: hostRoot ? memory : without(memory, DELEGATE_MEMORY),
    pidsLimit: hostRoot || !isKnown(processes) ? processes : processes - DELEGATE_PROCESSES,
  };
}

function without(size: Size, part: Size): Size {
  return isKnown(size.toBytes()) ? Size.bytes(size.toBytes() - part.toBytes()) : size;
}
