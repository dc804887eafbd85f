#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page of the console over a gateway with an hour of invented traffic from the simulator:
light and dark, English and German, at 100 % and 200 %. Names: PAGE-THEME-LANGUAGE-SCALE.png"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import MASTER, Gateway, Sim, request  # noqa: E402


def config(sim):
    def model(name, behaviour, prompt, completion):
        return (f'  - {{model_name: {name}, litellm_params: {{model: "openai/sim:{behaviour}", api_base: "{sim.base}", '
                f"input_cost_per_token: {prompt}, output_cost_per_token: {completion}}}}}\n")
    return ("model_list:\n" + model("chat-default", "ttft=40,rate=900,tokens=60", 0.0000025, 0.00001)
            + model("chat-default", "ttft=60,rate=700,tokens=61", 0.0000025, 0.00001)
            + model("code-assistant", "ttft=90,rate=900,tokens=200", 0.000005, 0.000025)
            + model("summary-eu", "ttft=30,tokens=90", 0.000002, 0.000006)
            + model("embed-small", "tokens=4", 0.00000001, 0)
            + model("legacy", "fault=500", 0.000001, 0.000002))


def seed(bin_dir, folder, sim):
    gateway = Gateway(bin_dir, folder, config(sim)).start()
    people = [dict(key_alias="dev-12", team_id="Platform", max_budget=0.3), dict(key_alias="svc-labels", team_id="Research", max_budget=0.05),
              dict(key_alias="desk-02", team_id="Support", max_budget=5, rpm_limit=120), dict(key_alias="editor-3", team_id="Marketing"),
              dict(key_alias="intern-04", team_id="Interns", max_budget=0.002, models=["chat-default", "summary-eu"])]
    keys = [gateway.key(**person) for person in people]
    made = request(gateway.admin, "POST", "/admin/v1/deployments",
                   {"model_name": "gpt-eu", "provider": "openai", "upstream_model": "gpt-5.5", "api_key": "sk-test-provider-4711", "weight": 1,
                    "input_usd_per_mtok": "5", "output_usd_per_mtok": "25"}, MASTER)
    assert made.status == 201, made.body
    choice = random.Random(4)
    for number in range(160):
        model = "legacy" if number % 23 == 5 else choice.choice(["chat-default", "chat-default", "code-assistant", "summary-eu", "embed-small"])
        gateway.chat(choice.choice(keys), model, stream=choice.random() < 0.5, max_tokens=400)
    assert gateway.stop() == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--only", help="one combination, for example dark-de-200")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        sim = Sim(options.bin)
        seed(options.bin, root / "seeded", sim)
        for theme in ("light", "dark"):
            for language in ("en", "de"):
                for scale in ("100", "200"):
                    if options.only and options.only != f"{theme}-{language}-{scale}":
                        continue
                    data = root / "data"
                    shutil.rmtree(data, ignore_errors=True)
                    shutil.copytree(root / "seeded" / "data", data)
                    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(int(scale) / 100), OSTIARY_MASTER_KEY=MASTER,
                                       XDG_CONFIG_HOME=str(root / "config"), XDG_RUNTIME_DIR=str(root))
                    taken = root / "taken"
                    subprocess.run([str(options.bin / "ostiary"), "--data-dir", str(data), "--config", str(root / "seeded" / "config.yaml"), "--listen",
                                    "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--no-discovery", "--appearance", theme, "--language", language,
                                    "--screenshots", str(taken)], env=environment, check=True, timeout=120, stderr=subprocess.DEVNULL)
                    for picture in taken.glob("*.png"):
                        shutil.move(picture, options.out / f"{picture.stem}-{theme}-{language}-{scale}.png")
        sim.stop()
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")


main()
