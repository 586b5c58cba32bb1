import { BerthError } from '../private/berth-error';

export const tcpNeedsAChoice = (given: string) => new BerthError('TCP_NEEDS_A_CHOICE',
  `"${given}" does not show whether the connection uses TLS. Use Endpoint.tcp(...) for TLS, `
  + 'or Endpoint.insecureTcp(...) if you trust every machine in the network.');

export const invalidEndpoint = (given: string) => new BerthError('INVALID_ENDPOINT',
  `"${given}" is not an address of an engine: it has no scheme. Write it as in "unix:///var/run/docker.sock".`);

export const hostOfAnotherStack = (what: string, host: string, stack: string) => new BerthError('HOST_OF_ANOTHER_STACK',
  `${what} must be in the stack of its host: it is in "${stack}", and ${host} is not. `
  + 'Create a ContainerHost in each stack, with the same endpoint.');
