import { failedBecause, Finding, found, messageOf } from './finding';
import { Laboratory } from './laboratory';
import { DATA, errorName, FIRST_FILE, SystemCall } from '../probe/attempt';

const KVM = '/dev/kvm';

// linux/fcntl.h, linux/kvm.h
const [AT_FDCWD, O_RDWR] = [-100, 2];
const CREATE_VM = 0xae01;
const SET_USER_MEMORY_REGION = 0x4020ae46;
const CREATE_VCPU = 0xae41;
const RUN = 0xae80;

/** The files that the calls open, in this order. */
const [DEVICE, MACHINE, PROCESSOR] = [FIRST_FILE, FIRST_FILE + 1, FIRST_FILE + 2];

/** In bytes. */
const PAGE = 4096;
/** The address in which the first instruction of a processor is. */
const LAST_PAGE = 0xfffff000;
/** The instruction that stops a processor of amd64. */
const HALT = 0xf4;

/**
 * Finds out whether virtual machines run. A kernel can have the device, create a machine, and still be unable to run it, for example in a
 * virtual machine without nested virtualization. So on amd64, a machine runs one instruction. On arm64, it is only created.
 */
export async function measureKvm(laboratory: Laboratory): Promise<Finding<boolean>> {
  const host = { Devices: [{ PathOnHost: KVM, PathInContainer: KVM, CgroupPermissions: 'rw' }] };
  const create: readonly SystemCall[] = [
    { name: 'openat', args: [AT_FDCWD, Buffer.from(`${KVM}\0`), O_RDWR, 0] },
    { name: 'ioctl', args: [DEVICE, CREATE_VM, 0] },
    { name: 'ioctl', args: [MACHINE, CREATE_VCPU, 0] },
  ];
  const runs = laboratory.architecture === 'amd64';
  try {
    const results = await laboratory.attempt([...create, ...(runs ? runOneInstruction() : [])], { host });
    const failed = results.findIndex(({ value }) => value < 0);
    if (failed < 0) return found(true, `A virtual machine ${runs ? 'ran' : 'was created'} with ${KVM}.`);
    const step = failed === 0 ? `${KVM} can't be opened` : `A virtual machine could not be ${failed < create.length ? 'created' : 'run'}`;
    return found(false, `${step}: ${errorName(results[failed]!.value)}.`);
  } catch (error) {
    const message = messageOf(error);
    if (message.includes(KVM) && /no such file or directory/.test(message)) return found(false, `The host has no ${KVM}.`);
    return failedBecause(`a container with ${KVM}`, error, laboratory.signal);
  }
}

/** Makes the first page of the program's memory the last page of the machine. It has the instruction to halt wherever it is read. */
function runOneInstruction(): SystemCall[] {
  const region = Buffer.alloc(32);
  region.writeBigUInt64LE(BigInt(LAST_PAGE), 8);
  region.writeBigUInt64LE(BigInt(PAGE), 16);
  region.writeBigUInt64LE(BigInt(DATA), 24);
  return [
    // The kernel ignores the last argument. It is long enough to reach the end of the page, where the machine begins.
    { name: 'ioctl', args: [MACHINE, SET_USER_MEMORY_REGION, region, Buffer.alloc(PAGE, HALT)] },
    { name: 'ioctl', args: [PROCESSOR, RUN, 0] },
  ];
}
