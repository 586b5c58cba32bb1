const CORE_PROTOCOL = 1;
const PLUGIN_PROTOCOL = 6;
const COOKIE_KEY = 'TF_PLUGIN_MAGIC_COOKIE';
const COOKIE_VALUE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Whether it is Terraform that started the process. */
export function isStartedByTerraform(env: NodeJS.ProcessEnv): boolean {
  return env[COOKIE_KEY] === COOKIE_VALUE;
}

/** Why this Terraform can't use the provider, if so. */
export function protocolProblem(env: NodeJS.ProcessEnv): string | undefined {
  const offered = env.PLUGIN_PROTOCOL_VERSIONS?.split(',') ?? [];
  return offered.length === 0 || offered.includes(String(PLUGIN_PROTOCOL)) ? undefined
    : `This Terraform speaks plugin protocol ${offered.join(' and ')}, and the provider only ${PLUGIN_PROTOCOL}. Use Terraform 1.0 or later.`;
}

/** The certificate of the one client that may connect, where Terraform wants encryption. */
export function clientCertificate(env: NodeJS.ProcessEnv): string | undefined {
  return env.PLUGIN_CLIENT_CERT || undefined;
}

/** The line that tells Terraform where to connect, and whom to expect there. */
export function handshakeLine(address: string, certificate: Buffer | undefined): string {
  // Terraform takes no padding.
  const encoded = certificate === undefined ? '' : certificate.toString('base64').replace(/=+$/, '');
  return [CORE_PROTOCOL, PLUGIN_PROTOCOL, 'unix', address, 'grpc', encoded].join('|');
}

/** The environment by which Terraform uses a provider that runs already. */
export function reattachVariable(provider: string, address: string): string {
  const config = {
    [provider]: { Protocol: 'grpc', ProtocolVersion: PLUGIN_PROTOCOL, Pid: process.pid, Test: true, Addr: { Network: 'unix', String: address } },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify(config)}'`;
}
