import { posix } from 'node:path';
import { Config, ConfigConfig } from '@cdktf/provider-docker/lib/config';
import { Secret, SecretConfig } from '@cdktf/provider-docker/lib/secret';
import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceArguments } from './service-row';
import { Attributes } from '../../model/attributes';
import { ContainerModel, FileModel, SecretFileModel } from '../../model/container';
import { nameOfPath } from '../../private/default-name';
import { isKnown } from '../../private/tokens';
import { CONFIG_SCHEMA } from '../docker/generated/config';
import { SECRET_SCHEMA } from '../docker/generated/secret';
import { HostProvider } from '../docker/host-provider';
import { rendered } from '../docker/rendered-resource';

const DockerConfig = rendered<ConfigConfig, Config>(Config, CONFIG_SCHEMA);
const DockerSecret = rendered<SecretConfig, Secret>(Secret, SECRET_SCHEMA);

/** The most characters that the name of a config or a secret has, without what makes it unique. */
const LONGEST_NAME = 64 - 9;

/** The files of a service: one config or secret of the swarm for each, which are added when the stack is complete. */
export class SwarmFiles {
  private readonly scope: Construct;

  /** @param swarmAddress  the address of the swarm, if the stack makes it */
  constructor(
    service: Construct, private readonly model: ContainerModel, private readonly host: HostProvider,
    private readonly swarmAddress: string | undefined,
  ) {
    this.scope = new Construct(service, 'Files');
  }

  /** Returns the arguments by which a service gets the files. Adds the resources that are missing. */
  public arguments(): ServiceArguments {
    const configs = this.model.files.map((file) => {
      const config = this.configOf(file);
      return {
        config_id: config.id,
        config_name: config.getStringAttribute('engine_name'),
        file_name: file.path,
        file_mode: parseInt(file.mode, 8),
      };
    });
    const secrets = this.model.secrets.map((file) => {
      const secret = this.secretOf(file);
      const [uid, gid] = file.owner.split(':');
      return {
        secret_id: secret.id,
        secret_name: secret.getStringAttribute('engine_name'),
        file_name: file.path,
        file_uid: uid,
        file_gid: gid,
        file_mode: parseInt(file.mode, 8),
      };
    });
    return { container: { configs: orNone(configs), secrets: orNone(secrets) } };
  }

  /**
   * Another content is another config. Its name has a random end, and no hash of the content: after an update that was rolled back, the
   * content of before can be wanted again while its config is still there.
   */
  private configOf(file: FileModel): Config {
    return this.added(file.path, (scope) => {
      const [name, data] = [this.nameOf(file.path), encoded(file)];
      return new DockerConfig(scope, 'Resource', { provider: this.host.explicit, name, data }, {
        attributes: () => ({ ...this.onEngine(), name, data, random_suffix: true }),
        metaArguments: () => this.metaArguments(),
      });
    });
  }

  private secretOf({ path, content, version }: SecretFileModel): Secret {
    return this.added(path, (scope) => {
      const name = this.nameOf(path);
      return new DockerSecret(scope, 'Resource', { provider: this.host.explicit, name, data: undefined as never }, {
        attributes: () => ({ ...this.onEngine(), name, data_wo: Fn.base64encode(content), data_wo_version: version, random_suffix: true }),
        metaArguments: () => this.metaArguments(),
      });
    });
  }

  private added<R extends TerraformResource>(path: string, add: (scope: Construct) => R): R {
    const id = path.replaceAll('/', '_');
    const there = this.scope.node.tryFindChild(id);
    return (there?.node.findChild('Resource') as R | undefined) ?? add(new Construct(this.scope, id));
  }

  private nameOf(path: string): string {
    return nameOfPath([isKnown(this.model.name) ? this.model.name : this.scope.node.path, posix.basename(path)], LONGEST_NAME);
  }

  /**
   * Terraform replaces a file before it destroys the one that tasks still use. It then does the same with all that the file depends on, so
   * that is as little as possible.
   */
  private metaArguments() {
    return { dependsOn: this.swarmAddress === undefined ? [] : [this.swarmAddress], lifecycle: { createBeforeDestroy: true } };
  }

  private onEngine(): Attributes {
    return { engine: this.host.engine };
  }
}

/** Returns the content of a file in base64. */
function encoded({ content, contentBase64 }: FileModel): string {
  return contentBase64 ?? (isKnown(content) ? Buffer.from(content).toString('base64') : Fn.base64encode(joined(content!)));
}

/** A token in a text, as cdktf writes it. */
const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/** Returns a text with tokens as an expression. In the text between them, `Fn.rawString()` escapes only quotes, line feeds and "${". */
function joined(text: string): string {
  const raw = (part: string) => Fn.rawString(part.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('%{', '%%{'));
  return Fn.join('', text.split(TOKEN).map((part, index) => index % 2 === 0 ? raw(part) : part));
}

function orNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
