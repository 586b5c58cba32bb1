import { failedBecause, Finding, found, messageOf, notKnown } from './finding';
import { Laboratory } from './laboratory';
import { errorName, FIRST_FILE, SystemCall } from '../probe/attempt';

/** The disk that the engine's data is on, in bytes. */
export interface Disk {
  readonly disk_size: Finding<number>;
  readonly disk_free: Finding<number>;
}

/** A file that the engine keeps in its own data directory, whatever the storage driver. */
const OWN_FILE = '/etc/hostname';

/** In bytes: the size of `struct statfs`, and where it has the number of blocks, of those that are available, and their size. */
const STATFS = { size: 120, blocks: 16, available: 32, blockSize: 72 };

/** In bytes: a limit that every storage driver with limits accepts, and a file that is larger. */
const LIMIT = '64m';
const LARGER = 256 * 1024 * 1024;

// linux/fcntl.h
const AT_FDCWD = -100;
const CREATE_AND_WRITE = 0o101;

const [ENOSPC, EOPNOTSUPP, EDQUOT] = [-28, -95, -122];

/** Measures the disk of the engine's data directory, from a container. */
export async function measureDisk(laboratory: Laboratory): Promise<Disk> {
  try {
    const [answer] = await laboratory.attempt([{ name: 'statfs', args: [Buffer.from(`${OWN_FILE}\0`), Buffer.alloc(STATFS.size)] }]);
    if (answer!.value < 0) {
      const reason = notKnown(`Unknown: the kernel does not tell the size of the file system: ${errorName(answer!.value)}.`);
      return { disk_size: reason, disk_free: reason };
    }
    const numbers = answer!.memory[1]!;
    const bytes = (at: number) => Number(numbers.readBigUInt64LE(at) * numbers.readBigUInt64LE(STATFS.blockSize));
    return {
      disk_size: found(bytes(STATFS.blocks), 'The size of the file system with the engine\'s data.'),
      disk_free: found(bytes(STATFS.available), 'What containers can still write to the file system with the engine\'s data.'),
    };
  } catch (error) {
    const failed = failedBecause('a container that asks for the size of its file system', error, laboratory.signal);
    return { disk_size: failed, disk_free: failed };
  }
}

/** Finds out whether the engine can limit how much a container writes: a container that may write little reserves more. */
export async function measureStorageLimits(laboratory: Laboratory): Promise<Finding<boolean>> {
  const calls: readonly SystemCall[] = [
    { name: 'openat', args: [AT_FDCWD, Buffer.from('/larger\0'), CREATE_AND_WRITE, 0o600] },
    { name: 'fallocate', args: [FIRST_FILE, 0, 0, LARGER] },
  ];
  const host = { ReadonlyRootfs: false, StorageOpt: { size: LIMIT } };
  try {
    const [opened, reserved] = await laboratory.attempt(calls, { host });
    return judge(opened!.value, reserved!.value);
  } catch (error) {
    laboratory.signal.throwIfAborted();
    const message = messageOf(error);
    // 20.10 to 28: "--storage-opt is supported only for overlay over xfs with 'pquota' mount option", "--storage-opt is not supported for"
    if (/storage-opt/.test(message)) return found(false, `The engine refused a limit: ${message}`);
    return failedBecause('a container with a limited size', error, laboratory.signal);
  }
}

function judge(opened: number, reserved: number): Finding<boolean> {
  if (opened < 0) return notKnown(`Unknown: a container with a limited size could not create a file: ${errorName(opened)}.`);
  if (reserved === 0) return found(false, 'The engine accepted a limit, and a container wrote more.');
  if (reserved === ENOSPC || reserved === EDQUOT) {
    return found(true, `A container could not write more than its limit: ${errorName(reserved)}.`);
  }
  const reason = reserved === EOPNOTSUPP ? 'the file system can\'t reserve space' : `reserving space failed: ${errorName(reserved)}`;
  return notKnown(`Unknown: ${reason}.`);
}
