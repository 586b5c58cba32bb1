import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { BaseImage, ContainerHost, ContainerOptions, Size, VirtualContainerHost } from 'cdktf-berth';
import { Construct } from 'constructs';

export interface ApplicationsProps {
  /** The number of applications. */
  readonly count: number;
  /** An image with busybox. */
  readonly image: string;
}

/** What each application may use, and what it does use, as measured. */
const LIMITS = { memory: Size.mebibytes(256), cpus: 0.5, processes: 50 };
const USE = { memoryUse: Size.mebibytes(4), cpuUse: 0.005, processUse: 2 };

/** What all of them have together. */
export const BOUNDS = { memory: Size.gibibytes(2), cpus: 2, processes: 2_000 };

/** The port of each application. */
const PORT = 8080;

/** Many applications in one virtual container host. By their limits, it has room for four. */
export class Applications extends TerraformStack {
  constructor(scope: Construct, id: string, { count, image }: ApplicationsProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const host = ContainerHost.fromEnvironment(this, 'machine');
    const share = new VirtualContainerHost(this, 'share', { host, ...BOUNDS, maxContainers: count + 1 });
    const density = share.density({ ...LIMITS, ...USE, count });

    const { memory, cpus, processes: pidsLimit } = LIMITS;
    const common = {
      image: BaseImage.fromRegistry(image), init: true, memory, cpus, pidsLimit, networks: [share.addNetwork('net')],
    };
    const add = (name: string, script: string, more: Partial<ContainerOptions> = {}) =>
      share.addContainer(name, { ...common, command: ['sh', '-c', script], ...more });
    const names = Array.from({ length: count }, (_, index) => `app-${index}`);
    const applications = names.map((name) => add(name, `cd /tmp && echo ${name} > index.html && exec httpd -f -p ${PORT}`));
    add('visitor', visit(applications.map(({ name }) => name)));

    new TerraformOutput(this, 'density', { value: density.explain() });
  }
}

/** Sends a request to each of the servers, again and again, and prints how many answered. */
function visit(servers: readonly string[]): string {
  return `while :; do
  answers=0
  for server in ${servers.join(' ')}; do
    [ -n "$(wget -q -O - "http://$server:${PORT}")" ] && answers=$((answers + 1))
  done
  echo "$answers of ${servers.length} answer"
  sleep 10
done`;
}
