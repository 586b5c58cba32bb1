import { BerthError } from '../private/berth-error';

export const invalidCount = (name: string, value: number) => new BerthError('INVALID_NUMBER_OF_CLONES',
  `\`${name}\` must be a whole number from 0 to 1,000,000, not ${value}.`);

export const emptyBatch = () => new BerthError('EMPTY_BATCH',
  '`maxUnavailable` and `maxSurge` are both 0, so no clone could be made anew. Set at least one of them to 1 or more.');

export const surgeWithHostPort = (port: number) => new BerthError('SURGE_WITH_HOST_PORT',
  `With \`maxSurge\`, a clone runs before the old one is removed. Both would publish the port ${port}. Set \`maxSurge\` to 0, or leave out `
  + '`hostPort` and have the clones found by their names.');

export const commandWithoutProgram = (of: string) => new BerthError('COMMAND_WITHOUT_PROGRAM',
  `The command of ${of} is empty. Write a program and its arguments, such as ["test", "-e", "/tmp/ready"].`);

export const invalidSignal = (signal: string) => new BerthError('INVALID_SIGNAL',
  `"${signal}" is no signal. Write its name in capital letters without "SIG", such as "USR1".`);

export const emptyReason = () => new BerthError('EMPTY_REASON',
  'AfterFork.nothing() needs a reason. Say why the application makes no random numbers, keys, identifiers or sessions before its '
  + 'template is saved. If it does, use AfterFork.command() or AfterFork.signal().');

export const forkWithoutGvisor = (runtime: string) => new BerthError('FORK_WITHOUT_GVISOR',
  `A set with \`fork\` needs gVisor, and this one has ${runtime}. Set \`runtime: Runtime.RUNSC\`, or leave out \`fork\`.`);

export const clonesOnLoopback = (port: number, ip: string) => new BerthError('CLONES_ON_LOOPBACK',
  `The clones publish the port ${port} on ${ip}, where only their own host reaches it. Publish it on "0.0.0.0", or on an address that the `
  + 'front reaches.');

export const tooFewAddresses = (network: string, room: number, clones: number) => new BerthError('TOO_FEW_ADDRESSES_FOR_CLONES',
  `The network ${network} has room for ${room} members on each host, and one host has ${clones} clones. Put the clones into a network with `
  + 'a wider subnet: new Network(this, \'wide\', { host, subnets: [{ cidr: \'10.200.0.0/16\' }] }). Or spread them over more hosts.');
