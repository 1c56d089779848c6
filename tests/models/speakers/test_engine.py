"""Inner values of a model can be asked for without changing its file."""

import numpy as np

from models import catalogue
from models.speakers.engine import open_engine, with_outputs


def test_a_model_without_wishes_is_left_as_it_is() -> None:
    assert with_outputs(b"model", ()) == b"model"


def test_an_output_is_added_as_a_second_graph_to_merge() -> None:
    assert with_outputs(b"", ["ab"]) == b"\x3a\x06\x62\x04\x0a\x02ab"


def test_lengths_over_127_take_two_bytes() -> None:
    assert with_outputs(b"", ["a" * 200])[:3] == b"\x3a\xce\x01"


def test_the_inner_value_comes_out_beside_the_models_own() -> None:
    path = catalogue.verify_installed("campplus").folder / "campplus-zh-en.onnx"
    weight = "xvector.dense.linear.weight"
    engine = open_engine(path, threads=1, outputs=[weight])
    own, inner = engine.run(["embedding", weight], {"x": np.zeros((1, 50, 80), dtype=np.float32)})
    assert own.shape == (1, 192)
    assert inner.shape == (192, 1024, 1)
