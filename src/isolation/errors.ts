import { IConstruct } from 'constructs';
import { BerthError } from '../private/berth-error';

export const policyEnforcedTooLate = (scope: IConstruct, container: string) => new BerthError('POLICY_ENFORCED_TOO_LATE',
  `A policy must be enforced before the first container: "${container}" is there already. Move the call of enforce() up, above it.`, scope);

export const weakerPolicy = (weakness: string, control: string) => new BerthError('WEAKER_POLICY',
  `${weakness}. Make this policy as strict as those around it, or add Exemption.of(${control}, 'the reason') to \`exemptions\`.`);

export const weakerContainer = (weakness: string, remedy: string, way: string) => new BerthError('WEAKER_CONTAINER', `${weakness}. ${remedy}${way}.`);

export const boundNotKnown = (control: string) => new BerthError('BOUND_NOT_KNOWN',
  `A policy can't hold the value of "${control}" against anything: it is known only when Terraform applies. Write it out.`);

export const invalidCallName = (given: string) => new BerthError('INVALID_CALL_NAME',
  `A seccomp profile allows system calls by their names, and at least one; given: "${given}". Write them as in syscalls(2): SeccompProfile.allowing('read', 'write').`);

export const unreadableSeccompProfile = (origin: string) => new BerthError('UNREADABLE_SECCOMP_PROFILE',
  `${origin} is not a seccomp profile: write JSON in Docker's format, with "defaultAction" and "syscalls".`);

export const engineSocketMounted = (path: string, socket: string, way: string) => new BerthError('ENGINE_SOCKET_MOUNTED',
  `A mount of "${path}" gives the container the engine's socket (${socket}), and with it the whole machine (CIS Docker Benchmark 5.32). `
  + `Mount a folder that does not hold the socket${way}.`);

export const sensitivePathMounted = (path: string, way: string) => new BerthError('SENSITIVE_PATH_MOUNTED',
  `A writable mount of "${path}" lets the container change the machine itself (CIS Docker Benchmark 5.6). Mount it with \`readOnly: true\`, or a folder within it${way}.`);
