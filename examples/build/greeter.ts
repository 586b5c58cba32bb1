import { join } from 'node:path';
import { BaseImage, Container, ContainerHost, RemovalPolicy } from 'cdktf-berth';
import { Construct } from 'constructs';

export interface GreeterProps {
  /** The folder with the Dockerfile. */
  readonly folder?: string;
  /** What the container prints. It is in the image. */
  readonly greeting?: string;
}

/** A container whose image the engine builds from a folder. A change in the folder, or another greeting, replaces both. */
export class Greeter extends Construct {
  public readonly container: Container;

  constructor(scope: Construct, id: string, { folder = join(__dirname, 'image'), greeting = 'hello' }: GreeterProps = {}) {
    super(scope, id);
    this.container = ContainerHost.fromEnvironment(this, 'host').addContainer('container', {
      image: BaseImage.fromDockerfile(folder, {
        id: 'greeter',
        buildArgs: { GREETING: greeting },
        // No other stack uses it. Otherwise each version would stay on the engine.
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      user: '65532:65532',
      init: true,
    });
  }
}
