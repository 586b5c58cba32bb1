import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { inspectPlugin } from '../engine/inspect';
import { DataSource, defineSchema } from '../framework/resource';

const schema = defineSchema({
  description: 'A plugin that the engine has. One of `id` and `alias` is required.',
  attributes: {
    id: { type: 'string', optional: true, computed: true, description: 'The plugin\'s id. It takes precedence over `alias`.' },
    alias: {
      type: 'string', optional: true, computed: true, description: 'The name of the plugin on the engine. Without a tag it is `latest`.',
    },
    name: { type: 'string', computed: true, description: 'The full name of the plugin in its registry, as `plugin_reference`.' },
    plugin_reference: {
      type: 'string', computed: true, description: 'The full name of the plugin in its registry, with the tag or digest.',
    },
    enabled: { type: 'bool', computed: true, description: 'Whether the plugin runs.' },
    env: {
      type: ['set', 'string'],
      computed: true,
      mayHaveSecrets: true,
      description: 'All environment variables of the plugin as `NAME=value`, including those with the values that it comes with.',
    },
    grant_all_permissions: {
      type: 'bool',
      computed: true,
      description: 'Always null: the engine does not keep how permissions were granted. An installed plugin has all that it asks for.',
    },
  },
});

/** `docker_plugin` as a data source. */
export const pluginDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_plugin',
  schema,

  async read({ client, signal }, { id, alias }) {
    const wanted = id ?? alias;
    if (wanted === null) throw neitherIsSet();
    const plugin = await inspectPlugin(client, wanted, { signal, fresh: true });
    if (plugin === undefined) {
      throw new DiagnosticError({
        summary: `The engine has no plugin "${wanted}"`,
        detail: `The engine is ${client.endpoint.address}. To install the plugin, use the resource \`docker_plugin\`.`,
        path: [id === null ? 'alias' : 'id'],
      });
    }
    const { PluginReference: reference = plugin.Name } = plugin;
    return {
      id: id ?? plugin.Id,
      alias: alias ?? plugin.Name,
      name: reference,
      plugin_reference: reference,
      enabled: plugin.Enabled,
      env: [...plugin.Settings.Env ?? []],
      grant_all_permissions: null,
    };
  },
};

function neitherIsSet(): DiagnosticError {
  return new DiagnosticError({
    summary: 'A plugin is found by its `id` or its `alias`',
    detail: 'Neither is set. Set `alias` to the name of the plugin on the engine (`docker plugin ls`).',
    path: ['alias'],
  });
}
