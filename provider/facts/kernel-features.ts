import { failedBecause, Finding, found, messageOf, notKnown } from './finding';
import { Laboratory, textAt } from './laboratory';
import { acknowledgement, espState, NETLINK_XFRM } from './xfrm';
import { CallResult, errorName, FIRST_FILE, SystemCall } from '../probe/attempt';

/** What the network stack of a kernel can do. */
export interface NetworkFeatures {
  readonly ip_vs: Finding<boolean>;
  readonly esp: Finding<boolean>;
}

// linux/socket.h, linux/netlink.h, linux/ip_vs.h, linux/sched.h
const [AF_INET, AF_NETLINK] = [2, 16];
const [SOCK_DGRAM, SOCK_RAW] = [2, 3];
const IPPROTO_IP = 0;
const IP_VS_SO_GET_VERSION = 1152;
const CLONE_NEWUSER = 0x10000000;

const EPERM = -1;
const ENOPROTOOPT = -92;

/** Who "nobody" is by number: a user without rights. */
const NOBODY = '65534:65534';

/** Where the modules of the host's kernel are mounted. */
const MODULES = '/modules';

/** Finds out, in a network namespace of its own, whether the kernel has IP Virtual Server and ESP. */
export async function measureNetwork(laboratory: Laboratory, kernel: string | null): Promise<NetworkFeatures> {
  const calls: readonly SystemCall[] = [
    { name: 'socket', args: [AF_INET, SOCK_DGRAM, 0] },
    { name: 'getsockopt', args: [FIRST_FILE, IPPROTO_IP, IP_VS_SO_GET_VERSION, Buffer.alloc(64), length(64)] },
    { name: 'socket', args: [AF_NETLINK, SOCK_RAW, NETLINK_XFRM] },
    ...askXfrm(),
  ];
  try {
    const [, version, , sent, received] = await laboratory.attempt(calls, { host: { CapAdd: ['NET_ADMIN'] } });
    return { ip_vs: await ipVs(laboratory, version!, kernel), esp: espOf(sent!, received!) };
  } catch (error) {
    const failed = failedBecause('a container that may configure its own network', error, laboratory.signal);
    return { ip_vs: failed, esp: failed };
  }
}

function askXfrm(): SystemCall[] {
  const [message, answer] = [espState(), Buffer.alloc(64)];
  return [
    { name: 'sendto', args: [FIRST_FILE + 1, message, message.length, 0, 0, 0] },
    { name: 'recvfrom', args: [FIRST_FILE + 1, answer, answer.length, 0, 0, 0] },
  ];
}

function length(bytes: number): Buffer {
  const memory = Buffer.alloc(4);
  memory.writeUInt32LE(bytes);
  return memory;
}

function espOf(sent: CallResult, received: CallResult): Finding<boolean> {
  if (sent.value < 0) return found(false, 'The kernel has no interface for IPsec.');
  const answer = received.value < 0 ? received.value : acknowledgement(received.memory[0]!);
  if (answer === 0) return found(true, 'The kernel accepted a state for ESP with rfc4106(gcm(aes)).');
  if (answer === undefined || answer === EPERM) return notKnown('Unknown: a container may not configure IPsec in its own network.');
  return found(false, `The kernel refused a state for ESP with rfc4106(gcm(aes)): ${errorName(answer)}.`);
}

/** Judges the kernel's answer. An engine loads the module when a swarm needs it, so a module that is not loaded is no answer. */
async function ipVs(laboratory: Laboratory, { value }: CallResult, kernel: string | null): Promise<Finding<boolean>> {
  if (value >= 0) return found(true, 'IP Virtual Server told its version.');
  if (value !== ENOPROTOOPT) return notKnown(`Unknown: asking IP Virtual Server for its version failed: ${errorName(value)}.`);
  const module = await moduleFile(laboratory, 'ip_vs.ko', kernel);
  return module === undefined
    ? found(false, 'The kernel does not know IP Virtual Server, and the host has no module of it.')
    : notKnown(`Unknown: IP Virtual Server is a module that is not loaded (${module}). Load it with: modprobe ip_vs`);
}

/** Returns the path of a module that the host has for its kernel. */
async function moduleFile(laboratory: Laboratory, name: string, kernel: string | null): Promise<string | undefined> {
  const list = `${MODULES}/${kernel}/modules.dep`;
  const host = { Mounts: [{ Type: 'bind' as const, Source: '/lib/modules', Target: MODULES, ReadOnly: true }] };
  try {
    const modules = textAt(await laboratory.read([list], { host }), list) ?? '';
    return modules.split('\n').map((line) => line.split(':')[0]!).find((path) => path.includes(`/${name}`));
  } catch (error) {
    laboratory.signal.throwIfAborted();
    if (/does not exist/.test(messageOf(error))) return undefined;
    throw error;
  }
}

/** Finds out whether a process without rights can create a user namespace. No engine needs it, but rootless programs and sandboxes do. */
export async function measureUserNamespaces(laboratory: Laboratory): Promise<Finding<boolean>> {
  // The engine's own profiles forbid the call. The question is what the kernel allows.
  const host = { SecurityOpt: ['no-new-privileges', 'seccomp=unconfined'] };
  try {
    const [created] = await laboratory.attempt([{ name: 'unshare', args: [CLONE_NEWUSER] }], { host, user: NOBODY });
    return created!.value === 0
      ? found(true, 'A process without rights created one.')
      : found(false, `A process without rights could not create one: ${errorName(created!.value)}.`);
  } catch (error) {
    return failedBecause('a container that creates a user namespace', error, laboratory.signal);
  }
}
