import { BerthError } from '../private/berth-error';

export const tcpNeedsAChoice = (given: string) => new BerthError('TCP_NEEDS_A_CHOICE',
  `"${given}" leaves open whether the connection is protected: use Endpoint.tcp(...) with TLS, or Endpoint.insecureTcp(...) if the network itself is trusted.`);

export const invalidEndpoint = (given: string) => new BerthError('INVALID_ENDPOINT',
  `"${given}" is not an engine's address: write one with a scheme, as in "unix:///var/run/docker.sock".`);

export const hostOfAnotherStack = (what: string, host: string, stack: string) => new BerthError('HOST_OF_ANOTHER_STACK',
  `${what} must be in the stack of its host: ${host} is not in "${stack}". Make a ContainerHost in each stack, with the same endpoint.`);
