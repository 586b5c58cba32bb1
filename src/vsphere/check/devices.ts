import { checkSize, checkWhole } from './ranges';
import { BerthError } from '../../private/berth-error';
import { invalidName } from '../../private/errors';
import { isKnown } from '../../private/tokens';
import { Size } from '../../units/size';
import {
  attachedDisk, diskOfLinkedClone, diskOnDatastoreOfItsOwn, diskWithoutSize, incompleteCdrom, noDisks, tooManyInMachine, twiceInMachine,
  unitTooHigh,
} from '../errors';
import { VSphereDisk } from '../machine/disk';
import { VSphereMachineProps } from '../machine/machine-options';
import { disksOf, labelOf } from '../render/devices';
import { VSphereDiskController } from '../values';

const MOST_DISKS = 60;
const MOST_CDROMS = 2;
const MOST_SPACE = Size.gibibytes(62 * 1_024);

/** The disks of one controller of each type, and how many controllers there are by default. */
const CONTROLLERS = {
  [VSphereDiskController.SCSI]: { disks: 15, count: 1 },
  [VSphereDiskController.SATA]: { disks: 30, count: 0 },
  [VSphereDiskController.NVME]: { disks: 64, count: 0 },
  [VSphereDiskController.IDE]: { disks: 2, count: 2 },
};

/** Checks disks, controllers and CD-ROM drives. */
export function checkDevices(props: VSphereMachineProps): BerthError[] {
  const { source, controllers = {}, cdroms = [] } = props;
  const disks = disksOf(source, props.disks);
  const places = disks.map((disk, index) => `${disk.controller ?? VSphereDiskController.SCSI}:${disk.unitNumber ?? index}`);
  return [
    ...checkWhole('The SCSI controllers', controllers.scsi, 0, 4), ...checkWhole('The SATA controllers', controllers.sata, 0, 4),
    ...checkWhole('The NVMe controllers', controllers.nvme, 0, 4), ...checkWhole('The IDE controllers', controllers.ide, 1, 2),
    ...disks.length === 0 && source._kind !== 'ovf' ? [noDisks()] : [],
    ...disks.length > MOST_DISKS ? [tooManyInMachine('disks', disks.length, MOST_DISKS)] : [],
    ...repeated(disks.map(labelOf)).map((label) => twiceInMachine('disks with the label', `"${label}"`)),
    ...repeated(places).map((place) => twiceInMachine('disks at the place', place)),
    ...disks.flatMap((disk, index) => checkDisk(disk, index, props)),
    ...cdroms.length > MOST_CDROMS ? [tooManyInMachine('CD-ROM drives', cdroms.length, MOST_CDROMS)] : [],
    ...cdroms.filter(({ datastore, path }) => (datastore === undefined) !== (path === undefined)).map(() => incompleteCdrom()),
  ];
}

function checkDisk(disk: VSphereDisk, index: number, { source, controllers = {}, datastoreCluster }: VSphereMachineProps): BerthError[] {
  const { size, provisioning, existingPath, datastore, controller = VSphereDiskController.SCSI, unitNumber = index } = disk;
  const label = labelOf(disk, index);
  const { disks, count } = CONTROLLERS[controller];
  const present = controllers[controller] ?? count;
  const given = [...size === undefined ? [] : ['size'], ...provisioning === undefined ? [] : ['provisioning']];
  const kept = disk.keepOnRemove === undefined ? [] : ['keepOnRemove'];
  const isTemplates = source._disk(index) !== undefined;
  // How many disks the template has is not known, but it has one.
  const isLinked = source._kind === 'linked' && index === 0 && existingPath === undefined;
  return [
    ...isKnown(label) && (label === '' || label.startsWith('orphaned_disk_'))
      ? [invalidName('label of a disk', label, 'it must not be empty, nor begin with "orphaned_disk_"')] : [],
    ...checkSize('The size of a disk', size, Size.gibibytes(1), MOST_SPACE),
    ...checkWhole('The number of a disk', unitNumber, 0),
    ...isKnown(unitNumber) && isKnown(present) && unitNumber >= present * disks
      ? [unitTooHigh(label, unitNumber, controller, present, present * disks - 1)] : [],
    ...existingPath === undefined ? [] : [...given, ...kept].map((each) => attachedDisk(label, each)),
    ...isLinked ? given.map((each) => diskOfLinkedClone(label, each)) : [],
    ...size === undefined && existingPath === undefined && !isTemplates && source._kind !== 'ovf' ? [diskWithoutSize(label)] : [],
    ...datastoreCluster === undefined ? [] : [
      ...datastore === undefined ? [] : [diskOnDatastoreOfItsOwn(label, 'a datastore of its own')],
      ...existingPath === undefined ? [] : [diskOnDatastoreOfItsOwn(label, 'an existing file')],
    ],
    ...checkWhole('`ioLimit` of a disk', disk.ioLimit, 1), ...checkWhole('`ioReservation` of a disk', disk.ioReservation, 0),
    ...disk.ioShares?._check('a disk') ?? [],
  ];
}

/** Returns what is more than once in a list. */
export function repeated(values: readonly string[]): string[] {
  const known = values.filter(isKnown);
  return [...new Set(known.filter((value, index) => known.indexOf(value) !== index))];
}
