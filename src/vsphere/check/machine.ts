import { checkAllocations } from './allocation';
import { checkDevices } from './devices';
import { checkNetworks } from './networks';
import { checkDuration, checkMinutes, checkSize, checkWhole, isAbove } from './ranges';
import { BerthError } from '../../private/berth-error';
import { emptyValue, invalidIpAddress, invalidName } from '../../private/errors';
import { checkHostname } from '../../private/names';
import { isKnown } from '../../private/tokens';
import { canonicalAddress, canonicalSubnet } from '../../shared/ip';
import { Duration } from '../../units/duration';
import { Size } from '../../units/size';
import {
  coresDontDivide, customizationWithoutClone, hardwareVersionUnknown, incompleteVbs, needsEsxiHost, needsFirmware, needsReservedMemory,
  oneDatastore, reservationAboveMemory, reservedSetting, reservedTwice,
} from '../errors';
import { VSphereMachineProps } from '../machine/machine-options';
import { CLOUD_INIT_SETTINGS } from '../render/guest';
import { VSphereFirmware, VSphereLatencySensitivity } from '../values';

const MOST_CPUS = 768;
const MEMORY_STEP = Size.mebibytes(4);
const MOST_MEMORY = Size.gibibytes(24_560);
const HARDWARE_VERSIONS = [4, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 20, 21, 22];

/** Returns everything that is wrong with a virtual machine. */
export function checkMachine(name: string, props: VSphereMachineProps): BerthError[] {
  const { datastore, datastoreCluster, source, esxiHost, customization } = props;
  const stores = [datastore, datastoreCluster].filter((each) => each !== undefined).length;
  return [
    ...checkMachineName(name),
    ...source._check(),
    ...customization?._check() ?? [],
    ...customization !== undefined && source._clone === undefined ? [customizationWithoutClone()] : [],
    ...stores === 1 ? [] : [oneDatastore(stores)],
    ...source._kind === 'ovf' && esxiHost === undefined ? [needsEsxiHost('An OVF')] : [],
    ...props.folder === '' ? [emptyValue('The folder of a machine', 'leave it out for that of the datacenter')] : [],
    ...checkProcessors(props),
    ...checkBoot(props),
    ...checkDevices(props),
    ...checkNetworks(props),
    ...checkGuest(name, props),
    ...checkTimeouts(props),
  ];
}

/** vSphere writes "/", "\" and "%" of a name as "%2f", "%5c" and "%25", so Terraform would see another name. */
export function checkMachineName(name: string): BerthError[] {
  const isValid = !isKnown(name) || name.length >= 1 && name.length <= 80 && !/[/\\%]/.test(name) && name.trim() === name;
  return isValid ? [] : [invalidName('name of a virtual machine', name, 'use 1 to 80 characters, without "/", "\\" and "%", and without '
    + 'blanks at its ends')];
}

function checkProcessors(props: VSphereMachineProps): BerthError[] {
  const { cpus, coresPerSocket: cores, memory, memoryAllocation, reserveAllMemory, latencySensitivity, pciDevices = [] } = props;
  const bytes = memory.toBytes();
  const reserved = memoryAllocation?.reservation;
  const isReserved = reserveAllMemory === true || reserved !== undefined && (!isKnown(reserved.toBytes()) || reserved.toBytes() === bytes);
  const isDivided = !isKnown(cpus) || !isKnown(cores) || cores < 1 || cpus % cores === 0;
  return [
    ...checkWhole('The processors of a machine', cpus, 1, MOST_CPUS),
    ...checkWhole('`coresPerSocket`', cores, 1, MOST_CPUS),
    ...isDivided ? [] : [coresDontDivide(cpus, cores)],
    ...checkSize('The memory of a machine', memory, MEMORY_STEP, MOST_MEMORY),
    ...checkAllocations('a machine', props.cpuAllocation, memoryAllocation),
    ...isAbove(reserved?.toBytes(), bytes) ? [reservationAboveMemory(`${reserved}`, `${memory}`)] : [],
    ...reserveAllMemory === true && reserved !== undefined ? [reservedTwice(`${reserved}`, `${memory}`)] : [],
    ...latencySensitivity === VSphereLatencySensitivity.HIGH && !isReserved
      ? [needsReservedMemory('VSphereLatencySensitivity.HIGH')] : [],
    ...pciDevices.length > 0 && !isReserved ? [needsReservedMemory('A PCI device')] : [],
    ...pciDevices.length > 0 && props.esxiHost === undefined ? [needsEsxiHost('A PCI device')] : [],
    ...isKnown(props.hardwareVersion) && !HARDWARE_VERSIONS.includes(props.hardwareVersion)
      ? [hardwareVersionUnknown(props.hardwareVersion, HARDWARE_VERSIONS.join(', '))] : [],
  ];
}

function checkBoot(props: VSphereMachineProps): BerthError[] {
  const { firmware, secureBoot, tpm, virtualizationBasedSecurity: vbs } = props;
  const needing = [
    ...secureBoot === true ? ['`secureBoot`'] : [], ...tpm === undefined ? [] : ['`tpm`'],
    ...vbs === true ? ['`virtualizationBasedSecurity`'] : [],
  ];
  const missing = (['secureBoot', 'nestedVirtualization', 'ioMmu'] as const).filter((each) => props[each] !== true);
  return [
    ...firmware === VSphereFirmware.EFI ? [] : needing.map((each) => needsFirmware(each)),
    ...vbs === true && missing.length > 0 ? [incompleteVbs(missing)] : [],
    ...checkDuration('`bootDelay`', props.bootDelay, 'milliseconds', Duration.millis(0)),
    ...checkDuration('`bootRetryDelay`', props.bootRetryDelay, 'milliseconds', Duration.millis(1)),
  ];
}

function checkGuest(name: string, props: VSphereMachineProps): BerthError[] {
  const { hostName, userData, customization, extraConfig = {}, ignoredAddresses = [] } = props;
  const reserved = userData === undefined ? [] : Object.keys(extraConfig).filter((each) => CLOUD_INIT_SETTINGS.includes(each));
  const isUsed = hostName !== undefined || userData !== undefined || customization !== undefined;
  return [
    ...isUsed ? checkHostname(hostName === undefined ? 'host name of a machine, which follows from its name' : 'host name of a machine',
      hostName ?? name) : [],
    ...reserved.map((each) => reservedSetting(each)),
    ...ignoredAddresses.filter((each) => isKnown(each) && (canonicalAddress(each) ?? canonicalSubnet(each)) === undefined)
      .map((each) => invalidIpAddress('an address in `ignoredAddresses`', each, 'an IP address, or a subnet such as "172.17.0.0/16"')),
  ];
}

function checkTimeouts({ timeouts = {} }: VSphereMachineProps): BerthError[] {
  return [
    ...checkMinutes('`network` of `timeouts`', timeouts.network, 0),
    ...checkMinutes('`legacyNetwork` of `timeouts`', timeouts.legacyNetwork, 0),
    ...checkMinutes('`shutdown` of `timeouts`', timeouts.shutdown, 1, 10),
    ...checkMinutes('`migration` of `timeouts`', timeouts.migration, 10),
    ...checkDuration('`powerOn` of `timeouts`', timeouts.powerOn, 'seconds', Duration.seconds(300)),
  ];
}
