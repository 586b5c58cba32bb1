import { Synthesized, addTo, testHost } from '../../assertions';

test('defaults', () => {
  const synthesized = Synthesized.of(addTo(testHost()));
  expect(synthesized.json).toMatchInlineSnapshot(`
    {
      "provider": {
        "docker": [
          {},
        ],
      },
      "resource": {
        "docker_container": {
          "Host_Web_59305F32": {
            "capabilities": {
              "add": [
                "CHOWN",
                "DAC_OVERRIDE",
                "FOWNER",
                "FSETID",
                "KILL",
                "NET_BIND_SERVICE",
                "SETFCAP",
                "SETGID",
                "SETPCAP",
                "SETUID",
                "SYS_CHROOT",
              ],
              "drop": [
                "ALL",
              ],
            },
            "cgroupns_mode": "private",
            "cpus": "1",
            "destroy_grace_seconds": 10,
            "host": [],
            "image": "\${docker_image.Host_Images_busybox136_F0E590C9.image_id}",
            "init": false,
            "ipc_mode": "private",
            "labels": [],
            "log_driver": "json-file",
            "log_opts": {
              "max-file": "3",
              "max-size": "10m",
            },
            "max_retry_count": 5,
            "memory": 1024,
            "mounts": [],
            "must_run": true,
            "name": "stack-host-web",
            "network_mode": "bridge",
            "networks_advanced": [],
            "pids_limit": 1024,
            "ports": [],
            "privileged": false,
            "read_only": false,
            "restart": "on-failure",
            "security_opts": [
              "no-new-privileges",
            ],
            "stdin_open": false,
            "stop_timeout": 10,
            "tty": false,
            "ulimit": [
              {
                "hard": 16384,
                "name": "nofile",
                "soft": 16384,
              },
            ],
            "upload": [],
            "wait": false,
          },
        },
        "docker_image": {
          "Host_Images_busybox136_F0E590C9": {
            "force_remove": false,
            "keep_locally": false,
            "name": "busybox:1.36",
          },
        },
      },
      "terraform": {
        "required_providers": {
          "docker": {
            "source": "berth/docker",
            "version": "1.2.3",
          },
        },
      },
    }
  `);
});
