from tajryiba.search.warming import warm


def test_a_web_process_loads_the_dictionaries_beside_its_start():
    thread = warm()
    assert thread.daemon
    thread.join(timeout=60)
    assert not thread.is_alive()
