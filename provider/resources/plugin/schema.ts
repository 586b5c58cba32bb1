import { setOf } from '../../engine/canonical/form';
import { canonicalSetting, settingOf } from '../../engine/plugin/settings';
import { parseReference } from '../../engine/reference';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { canonicalImageName } from '../image/attributes';
import { integer, parsed, uniqueNames } from '../shared/validators';

const pluginName = parsed(
  'the name of a plugin in its registry, with a tag, a digest or both: `vieux/sshfs:latest`, `registry.example.com/sshfs@sha256:...`',
  parseReference,
);
const alias = parsed('a name and a tag without a digest: `sshfs:latest`', (name) => {
  const reference = parseReference(name);
  return reference?.digest === undefined ? reference : undefined;
});

const settings = uniqueNames('setting', settingOf, 'Write NAME=value.');

export const schema = defineSchema({
  version: 0,
  description: 'A plugin of the engine, such as a volume driver, from its registry. A plugin runs on the machine of the engine with what '
    + 'it asks for: nothing is pulled before all of that is granted. A floor of the machine can forbid plugins (see the guide on floors).',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The plugin\'s id.' },
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [pluginName],
      description: 'Name of the plugin in its registry, with the registry if that is not Docker Hub, and a tag, a digest, or both. Without '
        + 'a tag it is `latest`. The engine never pulls it again by itself.',
    },
    alias: {
      type: 'string',
      optional: true,
      computed: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [alias],
      description: 'Name of the plugin on the engine, by which volumes and networks refer to it as their driver. Without a tag it is '
        + '`latest`. The default is `name`, without a digest.',
    },
    enabled: {
      type: 'bool',
      optional: true,
      default: true,
      description: 'Whether the plugin runs. The default is true.',
    },
    env: {
      type: ['set', 'string'],
      optional: true,
      computed: true,
      mayHaveSecrets: true,
      canonical: setOf(canonicalSetting),
      validators: [settings],
      description: 'Environment variables as `NAME=value`, and other settings as `docker plugin set` takes them: the source of a mount '
        + '(`data.source=/srv`), the path of a device (`disk.path=/dev/sdb`), the arguments (`args=--debug --level 2`). A variable that is '
        + 'not listed, and arguments that are not, have the value that the plugin comes with. Of mounts and devices, only those that are '
        + 'listed are compared: the engine does not keep what they come with. The values are readable in the state and through the engine.',
      change: 'A change disables an enabled plugin for a moment. A removal replaces the plugin if the engine can\'t set the value that it '
        + 'comes with, as of a mount or a device.',
    },
    enable_timeout: {
      type: 'number',
      optional: true,
      default: 0,
      validators: [integer(0, 86_400, 'seconds')],
      description: 'How long the engine waits for each answer of the plugin, in seconds. The default is 0: without a limit.',
      change: 'A change counts when the plugin is enabled the next time.',
    },
    force_disable: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Disables the plugin even if volumes or networks use it. A change of `env` disables it, too. The default is false.',
    },
    force_destroy: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Removes the plugin even if volumes or networks use it, which are left without a driver. The default is false.',
    },
    grant_all_permissions: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Grants all that the plugin asks for, whatever that is. The default is false: only what `grant_permissions` lists is '
        + 'granted, and nothing without such a block.',
    },
    plugin_reference: {
      type: 'string', computed: true, stable: true, description: 'The full name of the plugin in its registry, with the tag or digest.',
    },
  },
  blocks: {
    grant_permissions: {
      nesting: 'set',
      description: 'Something that the plugin may have. It must have all that it asks for, so what is missing is an error that lists it.',
      change: 'A change has no effect on the engine: the installed plugin has all that it asks for. It is refused if that is more than '
        + 'the configuration then grants.',
      attributes: {
        name: {
          type: 'string',
          required: true,
          description: 'What it is, as the engine calls it: "network", "mount", "device", "capabilities", "host ipc namespace", "host pid '
            + 'namespace" or "allow-all-devices".',
        },
        value: {
          type: ['set', 'string'],
          required: true,
          description: 'The values that are granted, such as ["host"], ["/var/lib/docker/plugins/"], ["/dev/fuse"], ["CAP_SYS_ADMIN"] or '
            + '["true"].',
        },
      },
    },
  },
});

export type PluginModel = Model<typeof schema>;
